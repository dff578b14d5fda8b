// The Share tab: asks the server how each channel's post would look, as the editor types. Lengths are counted there.
(() => {
  const root = document.querySelector("[data-share]");
  if (!root || !root.dataset.packsUrl) return;
  const form = root.closest("form");
  const words = JSON.parse(root.dataset.words);
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const part = (scope, name) => scope.querySelector(`[data-share-${name}]`);
  const sections = [...root.querySelectorAll("[data-share-channel]")];
  const packs = new Map();
  let timer = 0;
  let asked = 0;
  let group = "";

  async function refresh() {
    const number = ++asked;
    root.setAttribute("aria-busy", "true");
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    let answer;
    try {
      const response = await fetch(root.dataset.packsUrl, { method: "POST", body, headers: { "X-CSRFToken": token() } });
      answer = response.ok ? await response.json() : { problem: words.failed };
    } catch {
      answer = { problem: words.failed };
    }
    if (number !== asked) return; // a newer question is under way
    root.removeAttribute("aria-busy");
    notice(answer.problem || answer.notice, Boolean(answer.problem));
    if (answer.problem) return;
    for (const pack of answer.packs) {
      packs.set(pack.channel, pack);
      const section = sections.find((each) => each.dataset.shareChannel === pack.channel);
      if (section) show(section, pack);
    }
    showKits(answer.kits);
  }

  function notice(text, isProblem) {
    const line = part(root, "notice");
    line.hidden = !text;
    line.textContent = text || "";
    line.classList.toggle("share-problem", isProblem);
  }

  function show(section, pack) {
    const { value, limit, remaining, unit } = pack.length;
    part(section, "value").textContent = unit === "BYTES" ? `${value} ${words.bytes}` : value.toLocaleString(words.language);
    const meter = part(section, "meter");
    meter.max = limit;
    meter.value = Math.min(value, limit);
    const state = part(section, "state");
    state.textContent = remaining < 0 ? words.over.replace("%s", -remaining) : pack.isValid ? words.fits : words.broken;
    section.classList.toggle("share-broken", !pack.isValid);
    const mark = root.querySelector(`[data-share-jump="${pack.channel}"]`);
    mark.classList.toggle("share-broken", !pack.isValid);
    mark.classList.toggle("share-own", pack.isHandEdited);
    part(section, "warnings").replaceChildren(...pack.warnings.map((text) => element("li", text)));
    part(section, "outdated").hidden = !pack.isOutdated;
    part(section, "reset").hidden = !pack.isHandEdited;
    part(section, "begin").hidden = pack.isHandEdited;
    part(section, "site").textContent = pack.site;
    part(section, "host").textContent = pack.host;
    section.querySelector(".share-face").textContent = pack.site.slice(0, 1);
    part(section, "text-shown").replaceChildren(...coloured(pack));
    part(section, "link").hidden = !pack.text.includes(pack.url);
    part(section, "link-host").textContent = pack.host;
    part(section, "link-title").textContent = pack.title;
    showPicture(section, pack.picture);
  }

  function showPicture(section, picture) {
    const image = part(section, "picture");
    image.hidden = !picture;
    part(section, "download").hidden = !picture;
    part(section, "alt").textContent = picture ? picture.alt : "–";
    if (!picture) return;
    if (image.getAttribute("src") !== picture.url) image.src = picture.url;
    image.alt = picture.alt;
    image.width = picture.width;
    image.height = picture.height;
    part(section, "download").href = picture.url;
    part(section, "download").download = picture.fileName;
  }

  // The text with its links and hashtags in the colour in which the channel shows them.
  function coloured(pack) {
    const live = [pack.url, ...pack.hashtags.map((tag) => `#${tag}`)].filter((each) => each && pack.text.includes(each));
    if (!live.length) return [document.createTextNode(pack.text)];
    const escaped = live.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pieces = pack.text.split(new RegExp(`(${escaped.join("|")})`, "u"));
    return pieces.map((piece) => (live.includes(piece) ? element("span", piece, "share-live") : document.createTextNode(piece)));
  }

  function showKits(kits) {
    group = kits.group;
    root.querySelector("[data-share-kit=group]").hidden = !group;
    part(root, "group").textContent = group;
    root.querySelector("[data-share-kit=event]").hidden = !kits.event.length;
    part(root, "event").replaceChildren(
      ...kits.event.flatMap(({ label, value }) => {
        const copy = element("button", words.copy, "button button-small button-secondary");
        copy.type = "button";
        copy.setAttribute("aria-label", `${words.copy}: ${label}`);
        copy.addEventListener("click", () => toClipboard(value, copy.closest("section")));
        const shown = element("dd", value);
        shown.append(copy);
        return [element("dt", label), shown];
      }),
    );
  }

  function element(name, text, classes) {
    const made = document.createElement(name);
    made.textContent = text;
    if (classes) made.className = classes;
    return made;
  }

  async function toClipboard(text, scope) {
    const said = part(scope, "copied");
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      said.textContent = words.notCopied;
    }
    setTimeout(() => (said.textContent = ""), 4000);
  }

  async function record(section) {
    const said = part(section, "recorded");
    const body = new FormData();
    body.set("channel", section.dataset.shareChannel);
    for (const name of ["url", "at", "place"]) body.set(name, part(section, name)?.value ?? "");
    try {
      const response = await fetch(root.dataset.recordUrl, { method: "POST", body, headers: { "X-CSRFToken": token() } });
      const answer = await response.json();
      said.textContent = answer.problem || answer.note;
      if (!answer.isNew) return;
      const line = element("li", `${answer.at} ${answer.place} ${answer.url}`);
      part(section, "posted").prepend(line);
      part(section, "times").textContent = part(section, "posted").children.length;
    } catch {
      said.textContent = words.failed;
    }
  }

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(refresh, wait);
  };
  const write = (section, text) => {
    const own = section.querySelector("[data-share-text]");
    own.value = text;
    own.dispatchEvent(new Event("input", { bubbles: true }));
    own.focus();
  };
  form.addEventListener("input", () => isOpen() && later(400));
  form.addEventListener("change", () => isOpen() && later(400));
  const isOpen = () => root.offsetParent !== null;
  new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && later(0)).observe(root);
  for (const section of sections) {
    const pack = () => packs.get(section.dataset.shareChannel);
    part(section, "begin").addEventListener("click", () => pack() && write(section, pack().text));
    part(section, "reset").addEventListener("click", () => write(section, ""));
    part(section, "record")?.addEventListener("click", () => record(section));
    for (const button of section.querySelectorAll("[data-share-copy]"))
      button.addEventListener("click", () =>
        toClipboard(button.dataset.shareCopy === "alt" ? pack()?.picture?.alt ?? "" : pack()?.text ?? "", section),
      );
  }
  root
    .querySelector("[data-share-copy=group]")
    .addEventListener("click", (event) => toClipboard(group, event.currentTarget.closest("section")));
})();
