// Many small pictures cut from one sheet; one of them, or several, are chosen by a click or by the keyboard.
export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".tiles")
  parentElement.querySelector(".label").textContent = data.label
  parentElement.querySelector("legend .note").textContent = data.note
  const rows = Math.ceil(data.tiles.length / data.columns)
  const style = { "--sheet": `url("${data.sheet}")`, "--size": `${data.columns * 100}% ${rows * 100}%`,
                  "--ratio": data.ratio, "--side": data.side, "--tallest": data.tallest }
  for (const [name, value] of Object.entries(style)) grid.style.setProperty(name, value)
  while (grid.childElementCount > data.tiles.length) grid.lastElementChild.remove()
  while (grid.childElementCount < data.tiles.length) {
    const label = document.createElement("label")
    label.innerHTML = `<input><span class="frame"></span><span class="words"><span class="number"></span> <span class="note"></span></span>`
    grid.append(label)
  }
  const inputs = [...grid.querySelectorAll("input")]
  const at = (share, count) => (count > 1 ? (100 * share) / (count - 1) : 0)
  data.tiles.forEach(({ name, note }, i) => {
    const label = grid.children[i]
    const input = inputs[i]
    label.querySelector(".frame").style.backgroundPosition =
      `${at(i % data.columns, data.columns)}% ${at(Math.floor(i / data.columns), rows)}%`
    label.querySelector(".number").textContent = name
    label.querySelector(".note").textContent = note
    label.title = note ? `channel ${name}: ${note}` : `channel ${name}`
    input.type = data.multiple ? "checkbox" : "radio"
    input.name = "tile"
    input.value = name
    input.checked = data.chosen.includes(name)
    input.onchange = () => setTriggerValue("picked", inputs.filter((each) => each.checked).map((each) => each.value))
  })
  const reach = (target) => inputs.forEach((each) => { each.tabIndex = each === target ? 0 : -1 })
  reach(inputs.find((each) => each === parentElement.getRootNode().activeElement) ?? inputs.find((each) => each.checked) ?? inputs[0])
  grid.onkeydown = (event) => {
    const from = inputs.indexOf(event.target)
    const across = inputs.filter((each) => each.parentElement.offsetTop === inputs[0].parentElement.offsetTop).length
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key]
    if (!step || from < 0) return
    event.preventDefault()   // the browser's own way through radio buttons knows no rows
    const target = inputs[from + step]
    if (!target) return
    reach(target)
    target.focus()
    if (!data.multiple) target.click()
  }
}
