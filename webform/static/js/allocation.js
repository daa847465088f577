// Adds up the parts of an allocation while they are typed. The engine decides whether the sum is right.

// "12,5" and "12.5" are the same; anything else counts as nothing here, the engine names the mistake.
function amount (text) {
  const plain = text.trim().replace(',', '.')
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : 0
}

function startAllocation (list) {
  const shown = list.parentElement.querySelector('[data-allocation-sum]')
  if (!shown) return
  shown.parentElement.hidden = false
  const language = document.documentElement.lang || undefined
  const show = () => {
    const sum = [...list.querySelectorAll('input')].reduce((total, input) => total + amount(input.value), 0)
    shown.textContent = sum.toLocaleString(language, { maximumFractionDigits: 6 })
  }
  list.addEventListener('input', show)
  window.addEventListener('pageshow', show)
  show()
}

export function startAllocations (root) {
  root.querySelectorAll('[data-allocation]').forEach(startAllocation)
}
