/** The core fields of this demo, with what the service does with two statements at once. */
const FIELDS = ['wedding_date', 'venue', 'guest_count', 'style', 'dietary_requirements'];

const RULES = { ask: 'you are asked', max: 'the greater stays', union: 'both stay', last_write: 'the later stays' };

const TYPES = {
  date: { type: 'date', read: text => text, show: value => value },
  integer: { type: 'number', read: Number, show: value => value },
  text: { type: 'text', read: text => text, show: value => value },
  text_list: {
    type: 'text', read: text => text.split(',').map(item => item.trim()).filter(Boolean), show: value => value.join(', '),
  },
};

let catalogue;

/** What there is to say about a core field: the same for everybody, so asked for once. */
export async function fieldsOf(person) {
  catalogue ??= person.token()
    .then(token => fetch('/api/core-fields', { headers: { Authorization: `Bearer ${token}` } }))
    .then(answer => answer.json())
    .then(({ data }) => new Map(data.map(field => [field.key, field])));
  return catalogue;
}

export class Facts {
  #form;
  #wedding;
  #inputs = new Map();

  constructor(form, wedding, person) {
    this.#form = form;
    this.#wedding = wedding;
    form.addEventListener('submit', event => event.preventDefault());
    fieldsOf(person).then(fields => {
      FIELDS.forEach(key => this.#add(fields.get(key)));
      this.draw();
    });
  }

  draw() {
    for (const [key, { input, type, label }] of this.#inputs) {
      const value = this.#wedding.row('core_field_value', key)?.value;
      const text = value === undefined ? '' : String(type.show(value));
      if (document.activeElement !== input || input.dataset.shown === input.value) {
        if (input.dataset.shown !== undefined && input.dataset.shown !== text && document.activeElement !== input) {
          flash(label);
        }
        input.value = text;
        input.dataset.shown = text;
      }
      label.classList.toggle('pending', this.#wedding.isPending('core_field_value', key));
    }
  }

  #add({ key, title, value_type, merge_rule }) {
    const type = TYPES[value_type] ?? TYPES.text;
    const label = document.createElement('label');
    const input = Object.assign(document.createElement('input'), { name: key, type: type.type });
    const name = Object.assign(document.createElement('span'), { textContent: title });
    const rule = Object.assign(document.createElement('small'), { textContent: RULES[merge_rule] });
    label.append(name, input, rule);
    input.addEventListener('change', () => {
      if (input.value.trim() !== '' && input.validity.valid) {
        this.#wedding.set(key, type.read(input.value.trim()));
      } else {
        input.value = input.dataset.shown; // taking a fact back is another story
      }
    });
    this.#inputs.set(key, { input, type, label });
    this.#form.append(label);
  }
}

/** Shows for a moment that something has changed. */
export function flash(element) {
  element.classList.remove('flash');
  void element.offsetWidth; // begins the animation anew
  element.classList.add('flash');
}
