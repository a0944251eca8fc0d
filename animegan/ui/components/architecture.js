// A network as boxes and arcs. The boxes are radio buttons: a click or the arrow keys choose one.
const NS = "http://www.w3.org/2000/svg"
const LINE = 20, MARK = 16   // heights of the lines of words and of the style's mark below the boxes
const LONG = 11              // letters from which a name takes two lines

export default function ({ data, parentElement, setTriggerValue }) {
  const svg = parentElement.querySelector("svg")
  const { drawing, level, highest } = data
  const top = drawing.levels * level + 24
  const middle = top + highest / 2
  const bottom = top + highest
  const lines = Math.max(...drawing.boxes.map((box) => broken(box.name).length))
  const drawn = JSON.stringify([drawing, data.pickable])
  if (svg.dataset.drawn !== drawn) {   // otherwise the focus would be lost at every choice
    svg.replaceChildren()
    svg.setAttribute("viewBox", `0 0 ${drawing.width} ${bottom + MARK + LINE * (lines + 1) + 8}`)
    drawFlow(svg, drawing.boxes, middle)
    for (const arc of drawing.arcs) drawArc(svg, arc, drawing.boxes, { level, top, middle })
    for (const box of drawing.boxes) drawBox(svg, box, { middle, bottom, lines, pickable: data.pickable })
    svg.dataset.drawn = drawn
  }
  svg.setAttribute("role", data.pickable ? "radiogroup" : "img")
  svg.setAttribute("aria-label", "The stages of the network, in the order in which they run")
  for (const node of svg.querySelectorAll("[data-gate]")) showGain(node, data.gains[node.dataset.gate])
  const stages = [...svg.querySelectorAll(".stage")]
  stages.forEach((node, place) => {
    const mine = node.dataset.name === data.chosen
    node.setAttribute("aria-checked", mine)
    if (!data.pickable) return
    node.setAttribute("tabindex", mine ? 0 : -1)
    node.onclick = () => choose(node)
    node.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (!step && event.key !== " " && event.key !== "Enter") return
      event.preventDefault()
      choose(stages[(place + (step ?? 0) + stages.length) % stages.length])
    }
  })
  function choose(node) {
    for (const other of stages) other.setAttribute("aria-checked", other === node)   // at once; the page follows
    for (const other of stages) other.setAttribute("tabindex", other === node ? 0 : -1)
    node.focus()
    setTriggerValue("picked", node.dataset.name)
  }
}

function add(parent, tag, attributes = {}, words = "") {
  const node = document.createElementNS(NS, tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.textContent = words
  parent.append(node)
  return node
}

function drawFlow(svg, boxes, middle) {
  boxes.slice(1).forEach((box, i) => {
    const [from, to] = [boxes[i].x + boxes[i].width / 2 + 3, box.x - box.width / 2 - 3]
    add(svg, "path", { class: "flow", d: `M${from} ${middle}H${to - 5}` })
    add(svg, "path", { class: "head", d: `M${to} ${middle}l-8 -5v10z` })
  })
}

function drawArc(svg, arc, boxes, { level, top, middle }) {
  const y = top - level * (arc.level + 1)
  const over = (x) => middle - boxes.find((box) => box.x === x).height / 2 - 4
  const [start, end] = [arc.start + 6, arc.end - 6]   // what leaves a box and what enters one stay apart
  const group = add(svg, "g", { "data-gate": arc.gate })
  add(group, "path", { d: `M${start} ${over(arc.start)}V${y + 8}q0 -8 8 -8H${end - 8}q8 0 8 8V${over(arc.end) - 7}` })
  add(group, "path", { class: "head", d: `M${end} ${over(arc.end)}l-5 -8h10z` })
  if (arc.gate) add(group, "text", { class: "gate", x: (start + end) / 2, y: y - 6 }, arc.gate)
}

function drawBox(svg, box, { middle, bottom, lines, pickable }) {
  const group = add(svg, "g", { class: box.choosable ? "stage" : "photo", "data-name": box.name })
  if (box.choosable && pickable) {
    group.setAttribute("role", "radio")
    group.setAttribute("aria-label", `${box.name}, ${box.shape}, ${box.about}`)
  }
  const words = bottom + MARK + 15
  const from = middle - box.height / 2 - 6
  add(group, "rect", { class: "hit", x: box.x - 44, y: from, width: 88, rx: 6, height: words + lines * LINE + 6 - from })
  add(group, "title", {}, `${box.name}: ${box.about}`)
  const { width, height } = box
  add(group, "rect", { class: "box", x: box.x - width / 2, y: middle - height / 2, width, height, rx: 3 })
  if (box.styled) add(group, "text", { class: "style", x: box.x, y: bottom + 13 }, "◆")
  broken(box.name).forEach((line, i) => add(group, "text", { class: "name", x: box.x, y: words + i * LINE }, line))
  add(group, "text", { class: "shape", x: box.x, y: words + lines * LINE }, box.shape)
}

function broken(name) {
  const cut = name.indexOf("_") + 1
  return name.length < LONG || !cut ? [name] : [name.slice(0, cut), name.slice(cut)]
}

function showGain(group, gain = 1) {
  for (const path of group.querySelectorAll("path")) path.classList.toggle("closed", gain === 0)
  group.querySelector("path").style.strokeWidth = 2 * Math.max(0.5, gain)
  const words = group.querySelector("text")
  if (words) words.textContent = gain === 1 ? group.dataset.gate : `${group.dataset.gate} × ${Number(gain.toFixed(2))}`
}
