// A search for an address above the map of the pin, where the operator has set that: the question goes to our own server
// (webform/pdok). What is found stands in a list of buttons; the one that is pressed puts the pin.
import { load } from './base-map.js'

const SHORTEST = 3 // characters, as the server has it

function made (tag, attributes, text = '') {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.textContent = text
  return element
}

// chosen: called with [latitude, longitude]
export function addressSearch (texts, id, chosen) {
  const box = made('div', { class: 'pin__address', role: 'search' })
  const field = made('input', { class: 'govuk-input', type: 'search', id, autocomplete: 'off' })
  const button = made('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, texts.textSearch)
  const row = made('div', { class: 'pin__address-row' })
  const status = made('p', { class: 'pin__status', role: 'status' })
  const list = made('ul', { class: 'pin__addresses' })
  row.append(field, button)
  box.append(made('label', { class: 'govuk-label govuk-label--s', for: id }, texts.textAddress), row, status, list)
  let asked = 0

  const ask = (address, parameters) => load(`${address}?${new URLSearchParams(parameters)}`).catch(() => null)

  async function choose (found) {
    const told = await ask(`${texts.addresses}/punt`, { id: found.id })
    const point = told?.point
    status.textContent = !told ? texts.textAddressAway : point ? found.name : texts.textNoAddress
    list.replaceChildren()
    if (point) chosen(point)
    field.focus()
  }

  async function search () {
    const number = ++asked
    const words = field.value.trim()
    const found = words.length < SHORTEST ? [] : await ask(texts.addresses, { q: words })
    if (number !== asked) return
    if (words.length < SHORTEST) status.textContent = texts.textAddressShort
    else if (!found) status.textContent = texts.textAddressAway
    else status.textContent = found.length ? texts.textAddresses.replace('{count}', found.length) : texts.textNoAddress
    list.replaceChildren(...(found ?? []).map(each => {
      const entry = document.createElement('li')
      const press = made('button', { type: 'button', class: 'pin__found' }, each.name)
      press.addEventListener('click', () => choose(each))
      entry.append(press)
      return entry
    }))
  }

  button.addEventListener('click', search)
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault() // not the form of the page
    search()
  })
  return box
}
