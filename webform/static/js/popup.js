// Who stands at a spot, as a list of links in a popup: built from text only, never read as HTML. Of many, some at a time.
import * as L from '../vendor/leaflet/leaflet.js'

export function showCards (map, at, spots, cards, texts, byKeyboard) {
  const list = document.createElement('ul')
  const known = spots.flatMap(spot => cards.of(spot) ?? [])
  list.append(...known.map(card => line(card, texts)))
  const content = document.createElement('div')
  content.append(list)
  const popup = L.popup({ maxWidth: 280, minWidth: 160, maxHeight: 260, offset: [0, -6] }).setLatLng(at).setContent(content)
  const missing = spots.filter(spot => (cards.of(spot) ?? []).length < spot.number)
  if (missing.length) content.append(moreButton(missing, list, cards, texts, () => popup.update()))
  popup.openOn(map)
  popup.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', texts.textClose)
  if (byKeyboard) (list.querySelector('a') ?? content.querySelector('button'))?.focus()
}

function line (card, texts) {
  const entry = document.createElement('li')
  const link = document.createElement('a')
  link.href = texts.page + card.slug
  if (texts.target) { link.target = texts.target; link.rel = 'noopener' }
  link.textContent = card.name
  entry.append(link)
  const about = [card.sector, card.place].filter(Boolean).join(' · ')
  if (about) {
    const words = document.createElement('p')
    words.textContent = about
    entry.append(words)
  }
  return entry
}

function moreButton (spots, list, cards, texts, changed) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'map-more'
  const left = () => spots.reduce((sum, spot) => sum + spot.number - (cards.of(spot) ?? []).length, 0)
  const name = () => { button.textContent = texts.textMore.replace('{count}', left().toLocaleString(document.documentElement.lang)) }
  name()
  button.addEventListener('click', async () => {
    const spot = spots.find(each => (cards.of(each) ?? []).length < each.number)
    try {
      const lines = (await cards.more(spot)).map(card => line(card, texts))
      list.append(...lines)
      lines[0]?.querySelector('a').focus()
      if (!lines.length || !left()) button.remove()
      else name()
    } catch {
      button.remove()
    }
    changed()
  })
  return button
}
