// On a phone there is room for the map or the list: two buttons say which. What was chosen stays in the address.

export function startViews () {
  const views = document.getElementById('views')
  const both = document.getElementById('map-and-list')
  if (!views || !both) return
  const buttons = [...views.querySelectorAll('button')]
  const show = (view) => {
    both.dataset.view = view
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.view === view))
  }
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const address = new URL(location.href)
      if (button.dataset.view === 'list') address.searchParams.set('view', 'list')
      else address.searchParams.delete('view')
      history.replaceState(history.state, '', address.href.replaceAll('%2F', '/'))
      show(button.dataset.view)
    })
  }
  show(new URLSearchParams(location.search).get('view') === 'list' ? 'list' : 'map')
  views.hidden = false
}
