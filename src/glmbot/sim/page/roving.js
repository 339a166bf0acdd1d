// One tab stop for a group of controls: arrow keys, Home and End move inside it.

/** Makes the controls of a root that match a selector one tab stop. */
export function rove(root, selector) {
  const all = () => [...root.querySelectorAll(selector)].filter((node) => !node.disabled && node.offsetParent);
  const settle = (chosen) => {
    for (const node of root.querySelectorAll(selector)) node.tabIndex = node === chosen ? 0 : -1;
  };
  root.addEventListener("focusin", (event) => event.target.matches(selector) && settle(event.target));
  root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(selector)) return;
    const nodes = all();
    const at = nodes.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    nodes[(to + nodes.length) % nodes.length].focus();
  });
  new MutationObserver(() => {
    if (root.contains(document.activeElement)) return;
    settle(root.querySelector('[aria-current="page"]') ?? root.querySelector(selector));
  }).observe(root, { childList: true, subtree: true });
}
