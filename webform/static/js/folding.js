// The answers on the page where they are checked are folded together by part: one button opens or closes all, and printing
// shows all. Without this each part is opened by itself.

function startFolding (answers) {
  const parts = [...answers.querySelectorAll('details')]
  const [open, close] = answers.dataset.fold.split('|')
  const row = document.createElement('div')
  row.className = 'answers__fold no-print'
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--quiet'
  row.append(button)
  answers.prepend(row)
  const allOpen = () => parts.every(part => part.open)
  const name = () => { button.textContent = allOpen() ? close : open }
  button.addEventListener('click', () => {
    const opening = !allOpen()
    for (const part of parts) part.open = opening
  })
  for (const part of parts) part.addEventListener('toggle', name)
  name()

  let folded = []
  window.addEventListener('beforeprint', () => {
    folded = parts.filter(part => !part.open)
    for (const part of folded) part.open = true
  })
  window.addEventListener('afterprint', () => { for (const part of folded) part.open = false })
}

export function startFoldings (root) {
  root.querySelectorAll('[data-fold]').forEach(startFolding)
}
