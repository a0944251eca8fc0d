// A photo from the clipboard: Ctrl+V anywhere on the page, or the button where the browser lets a page look.
const listeners = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const told = find(".told")
  find(".words").textContent = data.label

  const take = async (blob, name) => {
    if (blob.size > data.limit_mb * 2 ** 20) {
      told.textContent = `That picture has ${(blob.size / 2 ** 20).toFixed(0)} MB, more than ${data.limit_mb}. Save it as a file and upload it.`
      return
    }
    told.textContent = ""
    setTriggerValue("pasted", { name, bytes: await base64(blob) })
  }
  const missing = () => { told.textContent = "There is no picture in the clipboard. Copy one, then press Ctrl+V here." }

  find(".paste").onclick = async () => {
    if (!navigator.clipboard?.read) {
      told.textContent = "This browser only allows the keys: press Ctrl+V (on a Mac ⌘V)."
      return
    }
    try {
      for (const item of await navigator.clipboard.read()) {
        const kind = item.types.find((type) => type.startsWith("image/"))
        if (kind) return await take(await item.getType(kind), "clipboard.png")
      }
      missing()
    } catch {
      told.textContent = "The browser did not let the page look. Press Ctrl+V (on a Mac ⌘V) instead."
    }
  }
  const onPaste = (event) => {
    if (event.composedPath().some(isTextField)) return   // somebody is pasting words
    const file = [...(event.clipboardData?.files ?? [])].find((entry) => entry.type.startsWith("image/"))
    if (file) { event.preventDefault(); take(file, file.name || "clipboard.png") }
    else if (event.composedPath().includes(parentElement)) missing()
  }
  document.removeEventListener("paste", listeners.get(parentElement))
  document.addEventListener("paste", onPaste)
  listeners.set(parentElement, onPaste)
  return () => document.removeEventListener("paste", listeners.get(parentElement))
}

const TYPED = new Set(["text", "search", "number", "email", "url", "password", "tel"])
const isTextField = (node) => node.tagName === "TEXTAREA" || (node.tagName === "INPUT" && TYPED.has(node.type))

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}
