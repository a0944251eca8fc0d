// A picture with one point on it, put there by a click or moved by the arrow keys.
const STEP = 1 / 32     // of the side for an arrow key
const REST_MS = 300     // the page is asked once the keys rest
const timers = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const [board, img, mark] = [".board", "img", "i"].map((selector) => parentElement.querySelector(selector))
  if (img.getAttribute("src") !== data.picture) img.src = data.picture
  img.alt = data.label
  board.style.setProperty("--ratio", data.ratio)
  board.setAttribute("aria-label", `${data.label}. Arrow keys move the point.`)
  let spot = data.point
  const place = (x, y) => {
    spot = [x, y].map((share) => Math.min(0.999, Math.max(0, share)))
    mark.style.left = `${spot[0] * 100}%`
    mark.style.top = `${spot[1] * 100}%`
  }
  place(...spot)
  board.onclick = (event) => {
    const box = img.getBoundingClientRect()
    place((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
    setTriggerValue("picked", spot)
  }
  board.onkeydown = (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    place(spot[0] + move[0] * STEP, spot[1] + move[1] * STEP)
    clearTimeout(timers.get(parentElement))
    timers.set(parentElement, setTimeout(() => setTriggerValue("picked", spot), REST_MS))
  }
  return () => clearTimeout(timers.get(parentElement))
}
