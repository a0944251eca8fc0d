// One loupe over many pictures of the same scene: it stands at the same spot in each. All of it happens in the browser.
const START = { x: 0.5, y: 0.35 }
const STEP = 0.02                // of the picture's side for an arrow key; five times that with Shift
const LENS = 0.5                 // of the picture's shorter side
const LANDSCAPE = 1.2            // width / height from which two pictures stand side by side rather than three
const BORDER = 3                 // px, as in the style sheet
const loupes = new WeakMap()     // where each loupe on the page is, kept while its pictures change

export default function ({ data, parentElement }) {
  const find = (selector) => parentElement.querySelector(selector)
  const [section, sheet, zoom, grow] = ["section", ".sheet", "input", ".grow"].map(find)
  if (!loupes.has(parentElement)) loupes.set(parentElement, { spot: null, watcher: null })
  const state = loupes.get(parentElement)

  sheet.style.setProperty("--ratio", data.ratio)
  sheet.setAttribute("aria-label", `${data.pictures.map((p) => p.title).join(", ")}. Arrow keys move a shared loupe.`)
  fill(sheet, data.pictures)

  const draw = () => {
    find("output").textContent = `${zoom.value}×`
    for (const frame of sheet.querySelectorAll(".frame")) drawLens(frame, state.spot, Number(zoom.value))
  }
  const place = (x, y) => {
    state.spot = { x: clamp(x), y: clamp(y) }
    draw()
  }
  const follow = (event) => {
    const frame = event.composedPath().find((node) => node.classList?.contains("frame"))
    if (!frame) return
    const box = frame.getBoundingClientRect()
    place((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  const hide = () => { state.spot = null; draw() }

  sheet.onpointerdown = follow
  sheet.onpointermove = (event) => { if (event.pointerType === "mouse" || event.buttons) follow(event) }
  sheet.onpointerleave = (event) => { if (event.pointerType === "mouse" && !sheet.matches(":focus-visible")) hide() }
  sheet.onfocus = () => { if (!state.spot && sheet.matches(":focus-visible")) place(START.x, START.y) }
  sheet.onkeydown = (event) => {
    if (!press(event, state.spot ?? START, { place, hide, zoomBy: (steps) => { zoom.stepUp(steps); draw() } })) return
    event.preventDefault()
    if (state.spot) find(".told").textContent = describe(state.spot, zoom.value)
  }
  zoom.oninput = () => { if (state.spot) draw(); else place(START.x, START.y) }

  const arrange = () => {
    const full = document.fullscreenElement !== null
    grow.textContent = full ? "Leave full screen" : "Full screen"
    const room = { width: sheet.clientWidth, height: window.innerHeight * 0.88 }
    const { columns, width } = full ? bestGrid(data.pictures.length, data.ratio, room) : pageGrid(data.ratio, room, data.columns)
    sheet.style.setProperty("--columns", columns)
    sheet.style.setProperty("--width", `${width}px`)
    draw()
  }
  grow.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : section.requestFullscreen())
  section.onfullscreenchange = arrange
  state.watcher?.disconnect()
  let arrangedFor = 0
  state.watcher = new ResizeObserver(() => {
    if (section.clientWidth === arrangedFor) return   // its height changes because of us: no reason to start again
    arrangedFor = section.clientWidth
    arrange()
  })
  state.watcher.observe(section)
  arrange()
  return () => { state.watcher.disconnect(); loupes.delete(parentElement) }
}

// What a key does; false for a key that is none of ours.
function press(event, { x, y }, { place, hide, zoomBy }) {
  const far = event.shiftKey ? 5 * STEP : STEP
  const moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] }
  const zooms = { "+": 1, "=": 1, "-": -1 }
  if (event.key in moves) place(x + moves[event.key][0], y + moves[event.key][1])
  else if (event.key in zooms) zoomBy(zooms[event.key])
  else if (event.key === "Escape") hide()
  else return false
  return true
}

// The number of columns that makes the pictures largest while all of them stay on the screen together.
function bestGrid(count, ratio, room) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  const [gap, caption] = [0.7 * rem, 1.6 * rem]
  let best = { columns: 1, width: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const wide = (room.width - gap * (columns - 1)) / columns
    const high = ((room.height - gap * (rows - 1)) / rows - caption) * ratio
    const width = Math.floor(Math.min(wide, high))
    if (width > best.width) best = { columns, width }
  }
  return best
}

// On the page one may scroll: the pictures take the width there is, but each of them still fits on the screen.
function pageGrid(ratio, room, wanted) {
  const columns = wanted || (ratio > LANDSCAPE ? 2 : 3)
  const gap = 0.7 * parseFloat(getComputedStyle(document.documentElement).fontSize)
  const wide = (room.width - gap * (columns - 1)) / columns
  return { columns, width: Math.floor(Math.min(wide, room.height * ratio)) }
}

function fill(sheet, pictures) {
  while (sheet.childElementCount > pictures.length) sheet.lastElementChild.remove()
  while (sheet.childElementCount < pictures.length) {
    const figure = document.createElement("figure")
    figure.innerHTML = `<div class="frame"><img draggable="false"><div class="lens" hidden></div></div><figcaption></figcaption>`
    sheet.append(figure)
  }
  pictures.forEach(({ title, url }, i) => {
    const figure = sheet.children[i]
    const img = figure.querySelector("img")
    img.alt = title
    figure.querySelector("figcaption").textContent = title
    if (img.getAttribute("src") === url) return
    img.src = url
    figure.querySelector(".lens").style.backgroundImage = `url("${url}")`
  })
}

function drawLens(frame, spot, times) {
  const lens = frame.querySelector(".lens")
  lens.hidden = !spot
  if (!spot) return
  const { clientWidth: width, clientHeight: height } = frame
  const side = Math.round(Math.min(width, height) * LENS)
  const centre = side / 2 - BORDER
  lens.style.setProperty("--lens", `${side}px`)
  lens.style.left = `${spot.x * 100}%`
  lens.style.top = `${spot.y * 100}%`
  lens.style.backgroundSize = `${width * times}px ${height * times}px`
  lens.style.backgroundPosition = `${centre - spot.x * width * times}px ${centre - spot.y * height * times}px`
}

const clamp = (share) => Math.min(1, Math.max(0, share))
const percent = (share) => `${Math.round(share * 100)} %`
const describe = ({ x, y }, times) => `Loupe at ${percent(x)} from the left, ${percent(y)} from the top, ${times} times`
