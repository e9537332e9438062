// Makes a picture of one chart in the browser: title, subtitle and source stand inside it, the fonts
// are embedded, and nothing is sent anywhere.

const MARGIN = 24
const FONT = "Noto Sans, sans-serif"
const FONT_FILES = ["NotoSans-latin.woff2", "NotoSans-vietnamese.woff2"]

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
  const fonts = `<style>${await embeddedFonts()}</style>`
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

async function embeddedFonts() {
  const faces = await Promise.all(
    FONT_FILES.map(async (file) => {
      const answer = await fetch(new URL(`/app/static/fonts/${file}`, location.origin))
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
      const range = file.includes("vietnamese")
        ? "unicode-range: U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9, U+20AB;"
        : ""
      return `@font-face { font-family: "Noto Sans"; font-weight: 100 900; ${range} src: url(data:font/woff2;base64,${text}); }`
    })
  )
  return faces.join("")
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
