// What one tab remembers over a reload: the channel, the acting user, dismissed messages.

/** The value kept under a name, or the default where nothing (readable) is kept. */
export function remembered(name, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // a browser without storage only forgets
  }
}
