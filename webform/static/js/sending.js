// A page that cannot be sent stays as it is, and says so; it is sent when somebody presses the button again and the
// connection is back. Where there is no reason for doubt a page is sent at once, as it is without this.

const PATIENCE = 8000

async function reachable (url) {
  if (!navigator.onLine) return false
  try {
    await fetch(url, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) })
    return true
  } catch {
    return false
  }
}

// Answers a function to call when the server could not be reached.
export function startSending (form) {
  const notice = document.getElementById('no-connection')
  let doubtful = !navigator.onLine
  let looking = false
  let sure = false
  const doubt = () => { doubtful = true }
  if (!notice) return doubt

  window.addEventListener('offline', doubt)
  window.addEventListener('online', () => { if (notice.textContent) notice.textContent = notice.dataset.textBack })
  form.addEventListener('submit', async (event) => {
    if (sure || (!doubtful && navigator.onLine)) {
      sure = false
      return
    }
    event.preventDefault()
    if (looking) return
    const { submitter } = event
    looking = true
    const there = await reachable(notice.dataset.probe)
    looking = false
    if (!there) {
      notice.textContent = ''
      setTimeout(() => notice.append(document.getElementById('no-connection-text').content.cloneNode(true)))
      return
    }
    doubtful = false
    sure = true
    notice.textContent = ''
    form.requestSubmit(submitter)
  })
  return doubt
}
