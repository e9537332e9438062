// In every page before its own scripts: when was clicked, sent, answered, and what stood on screen.
(() => {
  const marks = { sent: [], received: [] };
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) =>
        marks.received.push([performance.now(), data.byteLength ?? data.size ?? data.length]));
    }
    send(data) {
      marks.sent.push(performance.now());
      super.send(data);
    }
  };

  const outside = (node, selector) => !node.closest(selector);

  // The words and numbers inside charts, in metrics and headings.
  const numbers = () => [
    ...[...document.querySelectorAll(".js-plotly-plot .main-svg text")]
      .filter((text) => outside(text, ".hoverlayer")),
    ...document.querySelectorAll("[data-testid=stMetric], h1, h2, h3"),
  ].map((node) => node.textContent).join("|");

  // All words of the page; a table on canvas repeats its cells there only later.
  const words = () => {
    const main = document.querySelector("[data-testid=stMain]") ?? document.body;
    let text = main.textContent;
    for (const canvas of main.querySelectorAll("canvas")) text = text.replace(canvas.textContent, "");
    return text;
  };

  let clicked = null;
  let timelines = {};
  let round = 0;
  let isRunning = false;
  const note = () => {
    if (clicked === null && isRunning) clicked = performance.now();
  };
  document.addEventListener("pointerdown", note, true);
  document.addEventListener("keydown", (event) => event.key === "Enter" && note(), true);

  window.stopwatch = {
    charts: () => document.querySelectorAll(".js-plotly-plot").length,
    numbers,
    start() {
      const mine = (round += 1);
      isRunning = true;
      clicked = null;
      timelines = {};
      for (const [name, read] of Object.entries({ numbers, words }))
        timelines[name] = { read, shown: read(), changes: [] };
      const look = () => {
        if (round !== mine) return;
        const now = performance.now();
        for (const line of Object.values(timelines)) {
          const shown = line.read();
          if (shown === line.shown) continue;
          line.shown = shown;
          const change = { at: now, painted: null };
          line.changes.push(change);
          requestAnimationFrame(() =>
            requestAnimationFrame(() => (change.painted = performance.now())));
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    // Nothing has changed for a while, and no script is running.
    isSettled(quiet) {
      if (clicked === null) return false;
      const now = performance.now();
      const app = document.querySelector("[data-testid=stApp]");
      if (app && app.dataset.testScriptState !== "notRunning") return false;
      if (document.title === "Updating...") return false; // Dash waits for its server
      const heard = Math.max(clicked, ...marks.received.slice(-1).map(([at]) => at));
      const changed = Object.values(timelines).flatMap((line) => line.changes).map(({ at }) => at);
      if (app ? heard === clicked : !changed.length) return false;
      return now - Math.max(heard, ...changed) > quiet;
    },
    stop() {
      round += 1;
      isRunning = false;
      const last = (name) => timelines[name].changes.at(-1) ?? null;
      const answers = marks.received.filter(([at]) => at > clicked);
      const answer = {
        clicked: performance.timeOrigin + clicked,
        numbers: last("numbers") && last("numbers").painted - clicked,
        words: last("words") && last("words").painted - clicked,
        changes: timelines.numbers.changes.length,
        sent: (marks.sent.find((at) => at > clicked) ?? clicked) - clicked,
        first: answers.length ? answers[0][0] - clicked : null,
        last: answers.length ? answers.at(-1)[0] - clicked : null,
        bytes: answers.reduce((sum, [, size]) => sum + size, 0),
        shown: timelines.numbers.shown,
        all: timelines.words.shown,
      };
      marks.sent.length = marks.received.length = 0;
      return answer;
    },
  };
})();
