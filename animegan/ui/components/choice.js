// Radio buttons with pictures on them: the browser's own ones underneath, so Tab and the arrow keys work as everywhere.
export default function ({ data, parentElement, setTriggerValue }) {
  const row = parentElement.querySelector(".row")
  parentElement.querySelector(".label").textContent = data.label
  parentElement.querySelector(".note").textContent = data.note
  row.classList.toggle("bare", !data.captions)
  while (row.childElementCount > data.options.length) row.lastElementChild.remove()
  while (row.childElementCount < data.options.length) {
    const label = document.createElement("label")
    label.innerHTML = `<input type="radio"><span class="frame"><img alt=""></span><span class="title"></span>`
    row.append(label)
  }
  data.options.forEach(({ name, title, picture }, i) => {
    const label = row.children[i]
    const [input, img] = [label.querySelector("input"), label.querySelector("img")]
    if (picture && img.getAttribute("src") !== picture) img.src = picture
    label.querySelector(".title").textContent = title   // read aloud even where it is not seen
    label.title = title
    input.name = "choice"   // one group: the shadow root around it keeps it apart from other rows
    input.value = name
    input.checked = name === data.chosen
    input.onchange = () => setTriggerValue("picked", name)
  })
}
