// The page that makes the code of an embedded map: filters answer at once, and the code can be copied with one press.
import { startLive } from './live.js'

function offerCopy () {
  const code = document.getElementById('code')
  if (!code || !navigator.clipboard) return
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = code.dataset.copy
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.value)
    document.getElementById('found-status').textContent = button.textContent = code.dataset.copied
  })
  code.after(button)
}

offerCopy()
startLive(offerCopy)
