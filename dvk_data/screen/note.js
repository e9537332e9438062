// Copies a text and the link of the page. Outside https and localhost browsers lend no clipboard; an
// older command does it there.

const SECONDS_SHOWN = 3

const shown = new WeakMap()

export default function (component) {
  const { data, parentElement } = component
  const button = parentElement.querySelector("button")
  const before = shown.get(button)
  button.onclick = () => give(button, data)
  const isJustClicked = Date.now() - before?.clicked < SECONDS_SHOWN * 1000
  shown.set(button, { ...before, query: data.query })
  // What was typed just before the click reaches the link a moment after it.
  if (isJustClicked && before.query !== data.query) give(button, data)
  else if (!isJustClicked) button.textContent = data.labels.copy
}

async function give(button, data) {
  shown.get(button).clicked = Date.now()
  const link = data.query ? new URL(`?${data.query}`, location.href).href : location.href
  const text = [data.text, link].filter(Boolean).join("\n")
  const isCopied = await copy(text)
  button.textContent = isCopied ? data.labels.copied : data.labels.failed
  clearTimeout(shown.get(button).later)
  shown.get(button).later = setTimeout(() => (button.textContent = data.labels.copy), SECONDS_SHOWN * 1000)
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = document.createElement("textarea")
    area.value = text
    area.style.position = "fixed"
    area.style.opacity = "0"
    document.body.append(area)
    area.select()
    const isCopied = document.execCommand("copy")
    area.remove()
    return isCopied
  }
}
