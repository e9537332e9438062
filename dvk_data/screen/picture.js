// Makes a picture of one chart in the browser: title, subtitle and source stand inside it, the fonts
// are embedded, and nothing is sent anywhere. FONTS are those of the theme; picture.py writes them above.

const MARGIN = 24
const FONT = "Noto Sans, sans-serif"

export default function (component) {
  const { data, parentElement } = component
  for (const format of ["svg", "png"]) {
    const button = parentElement.querySelector(`[data-format=${format}]`)
    button.setAttribute("aria-label", data.labels[format])
    button.title = data.labels[format]
    button.onclick = async () => save(await draw(data), data, format)
  }
}

async function draw(data) {
  const chart = document.querySelector(`.st-key-${data.chart} .js-plotly-plot`)
  const style = getComputedStyle(document.querySelector(".stApp"))
  const { width, height } = chart.getBoundingClientRect()
  const inside = width
  const title = lines(data.title, inside, "600 20px " + FONT)
  const subtitle = lines(data.subtitle, inside, "14px " + FONT)
  const source = lines(data.source, inside, "12px " + FONT)
  const top = MARGIN + title.length * 27 + subtitle.length * 20 + 16
  const full = { width: inside + 2 * MARGIN, height: top + height + source.length * 17 + MARGIN + 12 }
  let y = MARGIN + 16
  const parts = []
  for (const [texts, size, weight, step] of [[title, 20, 600, 27], [subtitle, 14, 400, 20]]) {
    for (const text of texts) {
      parts.push(line(text, y, size, weight, style.color))
      y += step
    }
  }
  for (const layer of chart.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true)
    copy.setAttribute("x", MARGIN)
    copy.setAttribute("y", top)
    copy.style.background = "none"
    parts.push(new XMLSerializer().serializeToString(copy))
  }
  y = top + height + 22
  for (const text of source) {
    parts.push(line(text, y, 12, 400, style.color))
    y += 17
  }
  const size = `width="${full.width}" height="${full.height}"`
  const fonts = `<style>${await embeddedFonts(parts.join(""))}</style>`
  const ground = `<rect width="100%" height="100%" fill="${style.backgroundColor}"/>`
  const space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  return { text: `<svg ${space} ${size}>${fonts}${ground}${parts.join("")}</svg>`, ...full }
}

function line(text, y, size, weight, colour) {
  const safe = text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
  const look = `font-family="${FONT}" font-size="${size}" font-weight="${weight}" fill="${colour}"`
  return `<text x="${MARGIN}" y="${y}" ${look}>${safe}</text>`
}

function lines(text, width, font) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  const found = [""]
  for (const word of (text || "").split(" ")) {
    const longer = `${found.at(-1)} ${word}`.trim()
    if (pen.measureText(longer).width > width && found.at(-1)) found.push(word)
    else found[found.length - 1] = longer
  }
  return found.filter(Boolean)
}

async function embeddedFonts(text) {
  const needed = FONTS.filter(({ unicodeRange }) => holdsOneOf(unicodeRange, text))
  const faces = await Promise.all(
    needed.map(async ({ family, url, weight, unicodeRange }) => {
      const answer = await fetch(new URL(`/${url}`, location.origin))
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const file = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
      const source = `src: url(data:font/woff2;base64,${file}); unicode-range: ${unicodeRange};`
      return `@font-face { font-family: "${family}"; font-weight: ${weight}; ${source} }`
    })
  )
  return faces.join("")
}

// Whether a range such as "U+0000-00FF, U+0131" holds a sign of the text.
function holdsOneOf(range, text) {
  const spans = range.split(", ").map((span) => span.slice(2).split("-").map((code) => parseInt(code, 16)))
  return Array.from(text, (sign) => sign.codePointAt(0)).some((code) =>
    spans.some(([first, last = first]) => first <= code && code <= last)
  )
}

function save(picture, data, format) {
  const svg = new Blob([picture.text], { type: "image/svg+xml" })
  if (format === "svg") return offer(svg, `${data.file}.svg`)
  const image = new Image()
  image.onload = () => {
    const canvas = document.createElement("canvas")
    canvas.width = picture.width * 2
    canvas.height = picture.height * 2
    const pen = canvas.getContext("2d")
    pen.scale(2, 2)
    pen.drawImage(image, 0, 0)
    canvas.toBlob((png) => offer(png, `${data.file}.png`), "image/png")
  }
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(picture.text)
}

function offer(blob, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}
