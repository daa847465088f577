// Marks in each list of a ranking what stands at another place already. Nothing is taken away or moved: who chooses the same
// twice is told so by the engine, and sees here which two they are.

function startRanking (list) {
  const lists = [...list.querySelectorAll('select')]
  const [before, after] = list.dataset.taken.split('{place}')
  const labels = new Map()

  // The server marks too: the label is what stands before the mark.
  function label (option) {
    if (!labels.has(option)) {
      const text = option.textContent
      const end = text.endsWith(after) ? text.lastIndexOf(` ${before}`) : -1
      labels.set(option, end < 0 ? text : text.slice(0, end))
    }
    return labels.get(option)
  }

  function mark () {
    for (const select of lists) {
      for (const option of select.options) {
        const other = option.value && lists.find(each => each !== select && each.value === option.value)
        const text = label(option) + (other ? ` ${before}${other.dataset.place.toLowerCase()}${after}` : '')
        if (option.textContent !== text) option.textContent = text
      }
    }
  }
  list.addEventListener('change', mark)
  window.addEventListener('pageshow', mark) // the browser may have put choices back
  mark()
}

export function startRankings (root) {
  root.querySelectorAll('[data-ranking]').forEach(startRanking)
}
