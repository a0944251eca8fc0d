// A game on the plane: the page sends some moments at once, and they are shown one after the other at an even beat.
const states = new WeakMap()
const calm = matchMedia("(prefers-reduced-motion: reduce)")

export default function ({ data, parentElement }) {
  const find = (selector) => parentElement.querySelector(selector)
  const state = states.get(parentElement) ?? { queue: [], last: -1, now: null, timer: 0, drawn: 0 }
  states.set(parentElement, state)
  Object.assign(state, { data, find, real: floats(data.real, data.reach) })
  const fresh = data.moments.filter((moment) => moment.id > state.last)
  if (fresh.length) state.last = fresh.at(-1).id
  const one_by_one = data.playing && !calm.matches
  if (one_by_one) state.queue.push(...fresh)
  else { state.queue = []; state.now = data.moments.at(-1) }
  if (state.game !== data.game || !state.now) { state.game = data.game; state.queue = []; state.now = data.moments.at(-1) }
  find(".low").textContent = data.ends[0]
  find(".high").textContent = data.ends[1]
  find(".bar i").style.background = `linear-gradient(90deg, ${data.colours.fake}, ${paper(find(".arena"))}, ${data.colours.real})`
  legend(state)
  draw(state)
  beat(state)
  if (!state.watcher) {
    state.watcher = new ResizeObserver(() => draw(state))
    state.watcher.observe(find(".arena"))
  }
  return () => { clearTimeout(state.timer); state.watcher.disconnect(); states.delete(parentElement) }
}

function beat(state) {
  if (state.timer || !state.queue.length) return
  const behind = state.queue.length > 2 * state.data.at_once   // a slow screen catches up
  state.timer = setTimeout(() => {
    state.timer = 0
    if (state.queue.length) { state.now = state.queue.shift(); draw(state); beat(state) }
  }, state.data.beat_ms / (behind ? 3 : 1))
}

function draw(state) {
  const { find, data, now } = state
  const plane = find(".plane")
  if (!now || !plane.clientWidth) return
  state.drawn += 1
  plane.dataset.step = now.step
  plane.dataset.drawn = state.drawn
  plane.setAttribute("aria-label", data.label)
  find(".turn").textContent = now.words
  drawPlane(state, plane)
  const until = now.step
  drawCurves(find(".distance"), { ...data.distance, until, steps: data.steps })
  drawCurves(find(".losses"), { ...data.losses, until, steps: data.steps })
}

function drawPlane({ data, now, real }, canvas) {
  const { pen, size } = sharp(canvas, 1)
  const at = ([x, y]) => [((x / data.reach + 1) / 2) * size, ((1 - y / data.reach) / 2) * size]
  pen.fillStyle = paper(canvas)
  pen.fillRect(0, 0, size, size)
  if (data.show.includes("field")) drawField(pen, size, data, now, canvas)
  const words = style(canvas, "--st-text-color")
  if (data.show.includes("net")) {
    const net = floats(now.net, data.reach)
    pen.strokeStyle = words
    pen.globalAlpha = 0.45
    pen.lineWidth = 1
    for (let start = 0; start < net.length; start += data.net_points) {
      pen.beginPath()
      net.slice(start, start + data.net_points).forEach((point) => pen.lineTo(...at(point)))
      pen.stroke()
    }
    pen.globalAlpha = 1
  }
  if (data.show.includes("real")) real.forEach((point) => mark(pen, at(point), "real", data, canvas))
  const fake = floats(now.fake, data.reach)
  if (data.show.includes("fake")) fake.forEach((point) => mark(pen, at(point), "fake", data, canvas))
  if (data.show.includes("arrows")) {
    floats(now.arrows, data.reach).forEach((arrow, i) => drawArrow(pen, at(fake[i]), at([fake[i][0] + arrow[0], fake[i][1] + arrow[1]]), words))
  }
}

function drawField(pen, size, data, now, canvas) {
  const side = data.field_side
  const small = document.createElement("canvas")
  small.width = small.height = side
  const inside = small.getContext("2d")
  const image = inside.createImageData(side, side)
  const [fake, middle, real] = [data.colours.fake, paper(canvas), data.colours.real].map(rgb)
  bytes(now.field).forEach((value, i) => {
    const share = value / 127.5 - 1   // -1 fake, 0 cannot tell, 1 real
    const end = share < 0 ? fake : real
    const strength = 0.6 * Math.abs(share)   // so that points stay readable on it
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = middle[c] + strength * (end[c] - middle[c])
    image.data[4 * i + 3] = 255
  })
  inside.putImageData(image, 0, 0)
  pen.imageSmoothingEnabled = true
  pen.drawImage(small, 0, 0, size, size)
}

// Real points are dots, fakes are triangles: the shape tells them apart where colours do not.
function mark(pen, [x, y], kind, data, canvas) {
  const r = kind === "real" ? 2.8 : 4.2
  pen.beginPath()
  if (kind === "real") pen.arc(x, y, r, 0, 2 * Math.PI)
  else { pen.moveTo(x, y - r); pen.lineTo(x + r * 0.87, y + r / 2); pen.lineTo(x - r * 0.87, y + r / 2); pen.closePath() }
  pen.fillStyle = data.colours[kind]
  pen.strokeStyle = style(canvas, "--st-text-color")
  pen.lineWidth = 0.7
  pen.fill()
  pen.stroke()
}

function drawArrow(pen, from, to, colour) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  if (length < 1.5) return
  pen.strokeStyle = pen.fillStyle = colour
  pen.lineWidth = 1.4
  const head = Math.min(4.5, length)
  const [ux, uy] = [dx / length, dy / length]
  pen.beginPath()
  pen.moveTo(...from)
  pen.lineTo(...to)
  pen.moveTo(to[0] - head * (ux + uy / 2), to[1] - head * (uy - ux / 2))
  pen.lineTo(...to)
  pen.lineTo(to[0] - head * (ux - uy / 2), to[1] - head * (uy + ux / 2))
  pen.stroke()
}

function legend({ find, data }) {
  const box = find(".legend")
  box.replaceChildren()
  for (const kind of ["real", "fake"]) {
    const entry = document.createElement("span")
    const canvas = document.createElement("canvas")
    entry.append(canvas, data.names[kind])
    box.append(entry)
    canvas.width = 48
    canvas.height = 32
    const pen = canvas.getContext("2d")
    pen.scale(2, 2)
    mark(pen, [12, 8], kind, data, canvas)
  }
}

function drawCurves(canvas, { title, lines, steps, until, low, high, level }) {
  const { pen, size: width, height } = sharp(canvas, 1 / 2.15)
  const [words, faint] = ["--st-text-color", "--st-border-color"].map((name) => style(canvas, name))
  const box = { left: 46, right: width - 8, top: 26, bottom: height - 22 }
  const last = Math.max(until, 50)
  const x = (step) => box.left + ((box.right - box.left) * step) / last
  const y = (value) => box.bottom - ((box.bottom - box.top) * (Math.min(high, Math.max(low, value)) - low)) / (high - low)
  pen.clearRect(0, 0, width, height)
  pen.font = `14px ${style(canvas, "--st-font") || "sans-serif"}`
  pen.fillStyle = words
  pen.fillText(title, 0, 15)
  pen.lineWidth = 1
  for (const value of [low, (low + high) / 2, high]) {
    pen.strokeStyle = faint
    pen.beginPath(); pen.moveTo(box.left, y(value)); pen.lineTo(box.right, y(value)); pen.stroke()
    pen.textAlign = "right"
    pen.fillText(value.toPrecision(2).replace(/\.0$/, ""), box.left - 6, y(value) + 5)
  }
  pen.textAlign = "left"
  pen.fillText("0", box.left, height - 4)
  pen.textAlign = "right"
  pen.fillText(`step ${last}`, box.right, height - 4)
  pen.textAlign = "left"
  if (level !== null && level !== undefined) {
    pen.strokeStyle = words
    pen.setLineDash([3, 4])
    pen.beginPath(); pen.moveTo(box.left, y(level)); pen.lineTo(box.right, y(level)); pen.stroke()
  }
  let beside = box.right
  for (const line of [...lines].reverse()) {   // the legend stands in the title's row
    pen.fillStyle = words
    beside -= pen.measureText(line.name).width
    pen.fillText(line.name, beside, 15)
    beside -= 30
    stroke(pen, line)
    pen.beginPath(); pen.moveTo(beside, 10); pen.lineTo(beside + 24, 10); pen.stroke()
    beside -= 14
    pen.beginPath()
    line.steps.forEach((step, i) => { if (step <= until && line.values[i] !== null) pen.lineTo(x(step), y(line.values[i])) })
    pen.stroke()
  }
  pen.setLineDash([])
}

function stroke(pen, { colour, dash }) {
  pen.strokeStyle = colour
  pen.lineWidth = 2
  pen.setLineDash(dash)
}

function sharp(canvas, ratio) {
  const size = canvas.clientWidth
  const height = size * ratio
  const density = window.devicePixelRatio || 1
  if (canvas.width !== Math.round(size * density)) {
    canvas.width = Math.round(size * density)
    canvas.height = Math.round(height * density)
  }
  const pen = canvas.getContext("2d")
  pen.setTransform(density, 0, 0, density, 0, 0)
  return { pen, size, height }
}

const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
// Pairs of whole numbers of 16 bits; 32767 is twice the reach, so that points outside the picture stay outside.
const floats = (text, reach) => {
  const whole = new Int16Array(bytes(text).buffer)
  return Array.from({ length: whole.length / 2 }, (_, i) => [2 * i, 2 * i + 1].map((j) => (whole[j] * 2 * reach) / 32767))
}
const rgb = (colour) => {
  const found = colour.match(/^#(..)(..)(..)$/)
  if (found) return found.slice(1).map((part) => parseInt(part, 16))
  return (colour.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number)
}
const style = (element, name) => getComputedStyle(element).getPropertyValue(name).trim()
const paper = (element) => style(element, "--st-background-color") || "#ffffff"
