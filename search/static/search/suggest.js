// Suggestions under the search field: the combobox of the ARIA Authoring Practices, list autocomplete with manual
// selection. Without this script the field is a field. Nothing is kept, here or elsewhere.
"use strict";

for (const box of document.querySelectorAll("[data-suggest]")) {
  const field = box.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let chosen = -1;
  let typed = field.value;
  let timer;
  let asking;

  list.id = `${field.id}-suggestions`;
  list.className = "seek-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  status.className = "unseen";
  status.setAttribute("role", "status");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }
  box.append(list, status);

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const all = options();
    chosen = number < -1 ? all.length - 1 : number >= all.length ? -1 : number;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    if (chosen < 0) {
      field.removeAttribute("aria-activedescendant");
      field.value = typed;
    } else {
      field.setAttribute("aria-activedescendant", all[chosen].id);
      field.value = all[chosen].textContent;
      all[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show(texts) {
    list.replaceChildren(
      ...texts.map((text, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.className = "seek-option";
        option.textContent = text;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    chosen = -1;
    list.hidden = texts.length === 0;
    field.setAttribute("aria-expanded", String(texts.length > 0));
    field.removeAttribute("aria-activedescendant");
    status.textContent = texts.length ? box.dataset.many.replace("%s", texts.length) : box.dataset.none;
  }

  async function ask() {
    asking?.abort();
    if (typed.trim().length < 2) {
      close();
      return;
    }
    asking = new AbortController();
    try {
      const address = `${box.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      if (answer.ok && document.activeElement === field) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close(); // no network: the field still searches
    }
  }

  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      field.value = typed;
      close();
    }
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) {
      field.value = option.textContent;
      field.form.requestSubmit();
    }
  });
}
