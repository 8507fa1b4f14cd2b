// Adds to pages that work without it: dropping files, a sign that work goes on, keys to go through findings.
"use strict";

const form = document.querySelector("form.upload");
if (form) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
  form.addEventListener("submit", () => {
    form.querySelector(".working").textContent = form.dataset.working;
    form.querySelector("button").disabled = true;
  });
  // Coming back with the browser's button must not find a dead form.
  window.addEventListener("pageshow", () => {
    form.querySelector(".working").textContent = "";
    form.querySelector("button").disabled = false;
  });
}

const findings = [...document.querySelectorAll(".finding")];
if (findings.length) {
  document.querySelector(".keys").hidden = false;
  let at = -1;
  const show = (number) => {
    at = Math.max(0, Math.min(number, findings.length - 1));
    const finding = findings[at];
    const place = document.getElementById(finding.id.replace("finding", "place"));
    if (place) place.scrollIntoView({ block: "center" });
    finding.focus({ preventScroll: false });
    finding.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") show(at + 1);
    if (event.key === "p") show(at - 1);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.number");
    if (!link) return;
    const name = link.hash.replace(/^#(place|finding)-/, "finding-");
    at = findings.findIndex((finding) => finding.id === name);
  });
}
