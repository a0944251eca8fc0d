// A square on a picture, moved by mouse, finger or arrow keys; the page hears of it when it has come to rest.
const STEP = 5                  // percent of the way for an arrow key; one with Shift
const REST = 250                // ms after the last key
const spots = new WeakMap()     // where each square is while it is being moved

export default function ({ data, parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const [stage, img, frame] = [".stage", "img", ".frame"].map(find)
  if (!spots.has(parentElement)) spots.set(parentElement, { moving: false, timer: 0 })
  const spot = spots.get(parentElement)
  if (!spot.moving) Object.assign(spot, { across: data.across, down: data.down })

  if (img.getAttribute("src") !== data.picture) img.src = data.picture
  img.alt = data.label
  stage.style.setProperty("--ratio", data.ratio)
  stage.style.setProperty("--tallest", data.tallest)
  const draw = () => {
    frame.style.width = `${100 * data.wide}%`
    frame.style.height = `${100 * data.high}%`
    frame.style.left = `${spot.across * (1 - data.wide)}%`
    frame.style.top = `${spot.down * (1 - data.high)}%`
    stage.setAttribute("aria-label", `${data.label}: arrow keys move the square. ${words(spot)}`)
  }
  const place = (across, down) => {
    spot.moving = true
    spot.across = clamp(across)
    spot.down = clamp(down)
    draw()
  }
  const send = () => {
    spot.moving = false
    find(".told").textContent = words(spot)
    setTriggerValue("moved", { across: spot.across, down: spot.down })
  }
  const follow = (event) => {
    const box = stage.getBoundingClientRect()
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    place(100 * (x - data.wide / 2) / (1 - data.wide), 100 * (y - data.high / 2) / (1 - data.high))
  }

  stage.onpointerdown = (event) => { stage.setPointerCapture(event.pointerId); follow(event) }
  stage.onpointermove = (event) => { if (stage.hasPointerCapture(event.pointerId)) follow(event) }
  stage.onpointerup = () => { if (spot.moving) send() }
  stage.onkeydown = (event) => {
    const by = event.shiftKey ? 1 : STEP
    const moves = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }
    if (!(event.key in moves)) return
    event.preventDefault()
    place(spot.across + moves[event.key][0], spot.down + moves[event.key][1])
    clearTimeout(spot.timer)
    spot.timer = setTimeout(send, REST)
  }
  draw()
  return () => { clearTimeout(spot.timer); spots.delete(parentElement) }
}

const clamp = (percent) => Math.round(Math.min(100, Math.max(0, percent)))
const words = ({ across, down }) => `${across} % across, ${down} % down`
