// A seam between two pictures, moved by mouse, finger or arrow keys. It never asks the server for anything.
export default function ({ data, parentElement }) {
  const find = (selector) => parentElement.querySelector(selector)
  const stage = find(".stage")
  const screen = find(".screen")
  const range = find("input")

  const show = (selector, url, words) => {
    const img = find(selector)
    if (img.getAttribute("src") !== url) img.src = url
    img.alt = words
  }
  show(".before", data.before, data.labels[0])
  show(".after", data.after, data.labels[1])
  find(".left").textContent = data.labels[0]
  find(".right").textContent = data.labels[1]
  stage.style.setProperty("--ratio", data.ratio)
  stage.style.setProperty("--tallest", data.tallest)
  range.setAttribute("aria-label", `How much of the picture shows: ${data.labels.join(", ")}`)

  const move = () => {
    stage.style.setProperty("--seam", `${range.value}%`)
    range.setAttribute("aria-valuetext", `${range.value} % ${data.labels[0]}`)
    find(".left").hidden = range.value < 12   // a name on the other picture would be a lie
    find(".right").hidden = range.value > 88
  }
  range.oninput = move
  move()

  const grow = find(".grow")
  const name = () => { grow.textContent = document.fullscreenElement ? "Leave full screen" : "Full screen" }
  grow.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : screen.requestFullscreen())
  screen.onfullscreenchange = name
  name()
}
