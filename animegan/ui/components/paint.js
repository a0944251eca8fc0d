// A picture to paint places on: a coarse grid of cells, by mouse, finger, or arrow keys and Space.
const states = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const [easel, img, canvas, brush, erase] = [".easel", "img", "canvas", "input[type=range]", ".erase"].map(find)
  const { rows, columns } = data
  const state = states.get(parentElement) ?? { cells: [], from: null, spot: null, painting: false }
  states.set(parentElement, state)
  if (state.from !== data.cells && !state.painting) {   // what the page says holds, but not while a stroke is being made
    state.cells = [...data.cells].map(Number)
    state.from = data.cells
  }
  if (img.getAttribute("src") !== data.picture) img.src = data.picture
  img.alt = data.label
  easel.style.setProperty("--ratio", data.ratio)
  easel.setAttribute("aria-label", `${data.label}. Arrow keys move the brush, Space paints.`)
  canvas.width = columns
  canvas.height = rows

  const draw = () => {
    const pen = canvas.getContext("2d")
    pen.clearRect(0, 0, columns, rows)
    pen.fillStyle = "rgba(255, 64, 160, 0.55)"
    state.cells.forEach((on, i) => { if (on) pen.fillRect(i % columns, Math.floor(i / columns), 1, 1) })
    if (!state.spot) return
    pen.fillStyle = "rgba(255, 255, 255, 0.6)"
    eachUnderBrush((i) => pen.fillRect(i % columns, Math.floor(i / columns), 1, 1))
  }
  const eachUnderBrush = (action) => {
    const radius = Number(brush.value) / 2
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        if (Math.hypot(row - state.spot.row, column - state.spot.column) < radius) action(row * columns + column)
  }
  const dab = () => { eachUnderBrush((i) => { state.cells[i] = erase.checked ? 0 : 1 }) ; draw() }
  const tell = () => {
    state.from = state.cells.join("")
    find(".told").textContent = `${Math.round((100 * state.cells.filter(Boolean).length) / state.cells.length)} % is painted`
    setTriggerValue("painted", state.from)
  }
  const follow = (event) => {
    const box = canvas.getBoundingClientRect()
    state.spot = { row: Math.floor(((event.clientY - box.top) / box.height) * rows),
                   column: Math.floor(((event.clientX - box.left) / box.width) * columns) }
  }
  easel.onpointerdown = (event) => { easel.setPointerCapture(event.pointerId); state.painting = true; follow(event); dab() }
  easel.onpointermove = (event) => { follow(event); if (state.painting) dab(); else draw() }
  easel.onpointerup = () => { if (state.painting) { state.painting = false; tell() } }
  easel.onpointercancel = easel.onpointerup
  easel.onpointerleave = () => { if (!state.painting) { state.spot = null; draw() } }
  easel.onkeydown = (event) => {
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
    if (!(event.key in moves) && event.key !== " ") return
    event.preventDefault()
    state.spot ??= { row: rows >> 1, column: columns >> 1 }
    if (event.key === " ") { dab(); tell(); return }
    const [down, right] = moves[event.key]
    state.spot = { row: clamp(state.spot.row + down, rows), column: clamp(state.spot.column + right, columns) }
    draw()
  }
  find(".clear").onclick = () => { state.cells.fill(0); draw(); tell() }
  draw()
  return () => states.delete(parentElement)
}

const clamp = (value, count) => Math.min(count - 1, Math.max(0, value))
