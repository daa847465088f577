// What stands in the fields of a form, read and put back. Hidden fields are the page's own, and are left alone.

export function fields (root) {
  return [...root.querySelectorAll('input, select, textarea')]
    .filter(field => field.name && !field.hidden && !['hidden', 'password', 'submit', 'button', 'file'].includes(field.type))
}

const isChoice = (field) => field.type === 'radio' || field.type === 'checkbox'

// {name: [values]}: the values that would be sent now; with `drawn`, those that the server drew.
export function state (root, drawn = false, wanted = () => true) {
  const found = {}
  for (const field of fields(root).filter(wanted)) {
    const values = found[field.name] ??= []
    if (isChoice(field)) {
      if (drawn ? field.defaultChecked : field.checked) values.push(field.value)
    } else if (field.tagName === 'SELECT') {
      const chosen = drawn ? [...field.options].find(option => option.defaultSelected) ?? field.options[0] : field.selectedOptions[0]
      values.push(chosen?.value ?? '')
    } else {
      values.push(drawn ? field.defaultValue : field.value)
    }
  }
  return found
}

// Puts values back in the fields that are there; tells whoever listens about each field that changed by it.
export function putBack (root, values, tell = true) {
  for (const field of fields(root)) {
    const wanted = values[field.name]
    if (!Array.isArray(wanted)) continue
    if (isChoice(field)) {
      const checked = wanted.includes(field.value)
      if (field.checked === checked) continue
      field.checked = checked
    } else {
      if (typeof wanted[0] !== 'string' || field.value === wanted[0]) continue
      const before = field.value
      field.value = wanted[0]
      if (field.value !== wanted[0]) field.value = before // a choice that is not offered any more
    }
    if (tell) for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
}

// Whether both say the same about the names that they share.
export function same (one, other) {
  return Object.keys(one).every(name => !(name in other) || JSON.stringify(one[name]) === JSON.stringify(other[name]))
}
