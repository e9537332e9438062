// Shows views over the whole window, or as sheets of paper. Each sheet shows a copy of the chart that
// the dashboard has drawn below it: a vector picture that fits its box at every size and in print.

const LARGEST = 2.1 // how much larger than on its page a chart is shown at most
const WIDEST = 1500
// A list that would be smaller than this stands in columns: on a slide it is read from the last row,
// on paper from the hand.
const SMALLEST_ON_SLIDE = 0.8
const WANTED_ON_SLIDE = 1.3 // at a height of 1080 pixels
const SMALLEST_ON_PAPER = 0.66
const COLUMNS_AT_MOST = 3
const BETWEEN = 28 // pixels between two columns
const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]

const WHOLE = "M4 9V4h5v2H6v3zm11-5h5v5h-2V6h-3zM4 15h2v3h3v2H4zm14 0h2v5h-5v-2h3z"
const LEAVE = "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z"

const shown = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  const mine = shown.get(parentElement) ?? begin(parentElement)
  mine.component = component
  if (!mine.asked || mine.asked === data.page) {
    mine.wanted = data.page
    mine.asked = undefined
  }
  build(mine, data)
  return () => end(mine, parentElement)
}

function begin(parentElement) {
  const mine = { root: element("div", "sheets"), style: element("style") }
  document.body.append(mine.style, mine.root)
  document.querySelector("#root").inert = true // the Tab key stays on the slides
  mine.onKey = (event) => press(mine, event)
  mine.onFull = () => {
    // A browser takes Escape for itself to end the full screen: it ends the presentation as well.
    if (!document.fullscreenElement && mine.wasFull) leave(mine)
    mine.wasFull = Boolean(document.fullscreenElement)
  }
  mine.fit = () => fitAll(mine)
  window.addEventListener("keydown", mine.onKey)
  window.addEventListener("resize", mine.fit)
  document.addEventListener("fullscreenchange", mine.onFull)
  // Charts are drawn, and drawn again at another width, after this component.
  mine.watch = new MutationObserver(() => {
    clearTimeout(mine.later)
    mine.later = setTimeout(mine.fit, 80)
  })
  const app = document.querySelector(".stApp")
  mine.watch.observe(app, { subtree: true, childList: true, attributes: true, attributeFilter: ["width", "height", "d"] })
  mine.ticking = setInterval(() => tell(mine), 1000)
  document.fonts.ready.then(mine.fit)
  shown.set(parentElement, mine)
  return mine
}

function end(mine, parentElement) {
  window.removeEventListener("keydown", mine.onKey)
  window.removeEventListener("resize", mine.fit)
  document.removeEventListener("fullscreenchange", mine.onFull)
  mine.watch.disconnect()
  clearInterval(mine.ticking)
  clearTimeout(mine.later)
  document.querySelector("#root").inert = false
  mine.root.remove()
  mine.style.remove()
  shown.delete(parentElement)
  if (document.fullscreenElement) document.exitFullscreen()
}

function build(mine, data) {
  mine.style.textContent = data.css
  mine.root.className = `sheets ${data.kind}`
  const app = getComputedStyle(document.querySelector(".stApp"))
  mine.root.style.setProperty("--ink", app.color)
  mine.root.style.setProperty("--ground", app.backgroundColor)
  const isPaper = data.kind === "paper"
  const pages = data.sheets.map((sheet) => (isPaper ? paper(sheet) : slide(sheet)))
  if (isPaper) {
    const desk = element("div", "desk")
    desk.append(...pages)
    mine.root.replaceChildren(paperBar(mine, data.labels), desk)
  } else {
    mine.root.replaceChildren(...pages, slideBar(mine, data))
    tell(mine)
  }
  mine.fit()
}

function slide(sheet) {
  const found = element("section", "sheet")
  const said = { ...sheet, subtitle: `${sheet.subtitle ?? ""} ` }
  found.append(...texts(said, ["simulated", "title", "subtitle", "comment"]), box(sheet))
  if (sheet.unsaid) found.querySelector(".subtitle").append(element("strong", "", sheet.unsaid))
  const foot = [sheet.sure, sheet.source, sheet.dates].filter(Boolean).join(" · ")
  found.append(element("p", "foot", foot))
  return found
}

function paper(sheet) {
  const found = element("section", "sheet")
  const body = element("div", "body")
  body.append(box(sheet))
  if (sheet.table) body.append(table(sheet.table))
  const foot = element("div", "foot")
  const words = element("div")
  const said = [sheet.filters, sheet.sure, sheet.source, sheet.dates]
  words.append(...said.filter(Boolean).map((text) => element("p", "", text)))
  const page = element("div", "page")
  page.append(...[sheet.page, sheet.printed].filter(Boolean).map((text) => element("p", "", text)))
  foot.append(words, page)
  found.append(...texts(sheet, ["simulated", "title", "subtitle", "comment"]), body, foot)
  return found
}

function texts(sheet, names) {
  return names
    .filter((name) => sheet[name])
    .map((name) => element(name === "title" ? "h1" : "p", name, sheet[name]))
}

function box(sheet) {
  const found = element("div", "chart")
  if (sheet.chart) Object.assign(found.dataset, { chart: sheet.chart, leastWidth: sheet.least_width })
  if (sheet.is_list) found.dataset.isList = ""
  return found
}

function table({ columns, rows }) {
  const found = element("table")
  const head = element("tr")
  head.append(...columns.map((name) => element("th", "", name)))
  const lines = rows.map((cells) => {
    const line = element("tr")
    line.append(...cells.map((cell) => element("td", "", cell)))
    return line
  })
  found.append(head, ...lines)
  return found
}

function slideBar(mine, data) {
  const bar = element("div", "bar")
  const before = button("‹", data.labels.before, () => turn(mine, mine.wanted - 1))
  const next = button("›", data.labels.next, () => turn(mine, mine.wanted + 1))
  before.disabled = data.page === 1
  next.disabled = data.page === data.count
  bar.append(
    before,
    next,
    withIcon(button("", data.labels.full_screen, switchFullScreen), WHOLE),
    withIcon(button("", data.labels.leave, () => leave(mine)), LEAVE),
    element("span", "page", data.sheets[0].page),
    element("span", "clock")
  )
  return bar
}

function paperBar(mine, labels) {
  const bar = element("div", "bar")
  const print = button(labels.print, labels.print, () => window.print())
  print.classList.add("print")
  bar.append(print, button(labels.leave_print, labels.leave_print, () => leave(mine)))
  return bar
}

function tell(mine) {
  const clock = mine.root.querySelector(".clock")
  if (!clock) return
  const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })
  if (clock.textContent !== time) clock.textContent = time
}

function press(mine, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "Escape") return leave(mine)
  if (mine.component.data.kind !== "slides") return
  const isOnButton = event.target.closest?.("button") && [" ", "Enter"].includes(event.key)
  if (isOnButton) return
  const { count } = mine.component.data
  if (FORWARD.includes(event.key)) turn(mine, mine.wanted + 1)
  else if (BACK.includes(event.key)) turn(mine, mine.wanted - 1)
  else if (event.key === "Home") turn(mine, 1)
  else if (event.key === "End") turn(mine, count)
  else if (event.key === "f" || event.key === "F") switchFullScreen()
  else return
  event.preventDefault()
  event.stopPropagation()
}

// Keys can be faster than the server: the page wanted is counted here.
function turn(mine, page) {
  const { data, setTriggerValue } = mine.component
  const wanted = Math.min(Math.max(page, 1), data.count)
  if (wanted === mine.wanted) return
  mine.wanted = mine.asked = wanted
  setTriggerValue("page", wanted)
}

function leave(mine) {
  mine.component.setTriggerValue("leave", true)
}

function switchFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen().catch(() => {})
}

function fitAll(mine) {
  const desk = mine.root.querySelector(".desk")
  if (desk) desk.style.zoom = 1
  for (const chart of mine.root.querySelectorAll(".chart[data-chart]")) fit(chart)
  if (desk) desk.style.zoom = Math.min(1, (window.innerWidth - 24) / desk.offsetWidth)
}

function fit(target) {
  const numbers = target.parentElement.querySelector("table")
  if (numbers && numbers.offsetHeight > target.parentElement.clientHeight) numbers.remove()
  const drawn = document.querySelector(`.st-key-${target.dataset.chart} .js-plotly-plot`)
  const layers = drawn ? [...drawn.querySelectorAll("svg.main-svg")] : []
  const stage = document.querySelector(`.st-key-stage-${target.dataset.chart}`)
  if (!layers.length || !stage || !target.clientHeight) return
  const width = Number(layers[0].getAttribute("width"))
  const height = Number(layers[0].getAttribute("height"))
  const columns = "isList" in target.dataset ? columnsFor(target, height) : 1
  const column = columnWidth(target, columns)
  const scale = scaleIn(target, height, columns)
  const wanted = Math.round(Math.min(column / scale, WIDEST))
  if (Math.abs(width - wanted) > 2 && stage.style.width !== `${wanted}px`) {
    for (const name of ["width", "minWidth", "maxWidth"]) stage.style[name] = `${wanted}px`
  }
  const whole = layers.map((layer) => new XMLSerializer().serializeToString(layer)).join("")
  const state = [whole.length, width, height, columns, target.clientWidth, target.clientHeight].join()
  if (target.dataset.copied === state) return
  target.dataset.copied = state
  const cuts = [0, ...cutsOf(drawn, height, columns), height]
  const tallest = Math.max(...cuts.slice(1).map((end, i) => end - cuts[i]))
  target.innerHTML = cuts
    .slice(1)
    .map((end, i) => {
      const [start, name] = [cuts[i], `${target.dataset.chart}-${i}`]
      const part = `<svg width="${width}" height="${end - start}" viewBox="0 ${start} ${width} ${end - start}">${ownNames(whole, name)}</svg>`
      const place = `left: ${i * (column + BETWEEN)}px; width: ${column}px`
      return `<svg style="${place}" viewBox="0 0 ${width} ${tallest}" preserveAspectRatio="xMidYM${columns > 1 ? "in" : "id"} meet">${part}</svg>`
    })
    .join("")
  for (const layer of target.querySelectorAll(".main-svg")) layer.style.background = "none"
  if (columns > 1) for (const part of target.querySelectorAll(":scope > svg > svg")) prune(part)
}

function columnWidth(target, columns) {
  return (target.clientWidth - BETWEEN * (columns - 1)) / columns
}

function scaleIn(target, height, columns) {
  const least = Number(target.dataset.leastWidth)
  return Math.min(LARGEST, (columns * target.clientHeight) / height, columnWidth(target, columns) / least)
}

// As few columns as make the type large enough; one more must make it larger.
function columnsFor(target, height) {
  const onSlide = Math.max(SMALLEST_ON_SLIDE, (WANTED_ON_SLIDE * window.innerHeight) / 1080)
  const enough = target.closest(".paper") ? SMALLEST_ON_PAPER : onSlide
  const scale = (columns) => scaleIn(target, height, columns)
  let columns = 1
  while (columns < COLUMNS_AT_MOST && scale(columns) < enough && scale(columns + 1) > 1.1 * scale(columns))
    columns += 1
  return columns
}

// Where a list can be cut: in the widest gaps between what is drawn, near equal parts.
function cutsOf(drawn, height, columns) {
  if (columns === 1) return []
  const { top } = drawn.getBoundingClientRect()
  const marks = [...drawn.querySelectorAll("text, .point > path")]
    .map((mark) => mark.getBoundingClientRect())
    .map((box) => [box.top - top, box.bottom - top])
    .sort((one, other) => one[0] - other[0])
  const gaps = []
  let end = marks[0]?.[1] ?? 0
  for (const [start, stop] of marks) {
    if (start > end) gaps.push({ size: start - end, at: (start + end) / 2 })
    end = Math.max(end, stop)
  }
  return Array.from({ length: columns - 1 }, (_, i) => {
    const ideal = (height * (i + 1)) / columns
    const near = gaps.filter((gap) => Math.abs(gap.at - ideal) < height / columns / 3)
    const widest = Math.max(...near.map((gap) => gap.size))
    const best = near
      .filter((gap) => gap.size > 0.8 * widest)
      .sort((one, other) => Math.abs(one.at - ideal) - Math.abs(other.at - ideal))
    return best[0]?.at ?? ideal
  })
}

// What stands in another column is not only hidden but gone, for those who copy or hear the text.
function prune(part) {
  // A browser gives the box of all that is drawn in it, even of what is clipped away.
  const whole = part.parentElement.getBoundingClientRect()
  const { width, height } = part.parentElement.viewBox.baseVal
  const top = whole.top
  const scale = Math.min(whole.width / width, whole.height / height)
  const bottom = top + part.height.baseVal.value * scale
  for (const mark of part.querySelectorAll("text, .point")) {
    const box = mark.getBoundingClientRect()
    if (box.bottom < top + 1 || box.top > bottom - 1) mark.remove()
  }
}

// Clipping paths and gradients are found by name in the whole document: a copy needs its own.
function ownNames(text, prefix) {
  return text
    .replace(/ id="([^"]+)"/g, ` id="${prefix}-$1"`)
    .replace(/url\((&quot;|['"]?)[^)#]*#([^)'"&]+)(&quot;|['"]?)\)/g, `url(#${prefix}-$2)`)
    .replace(/(xlink:href|href)="#([^"]+)"/g, `$1="#${prefix}-$2"`)
}

// Drawn, not written: no font is sure to have these signs.
function withIcon(made, path) {
  made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`
  return made
}

function element(name, classes = "", text = "") {
  const made = document.createElement(name)
  if (classes) made.className = classes
  if (text) made.textContent = text
  return made
}

function button(sign, label, onClick, classes = "") {
  const made = element("button", classes, sign)
  made.type = "button"
  made.title = label
  made.setAttribute("aria-label", label)
  made.onclick = onClick
  return made
}
