/// What the pages of desks have in common: the door, what goes wrong, and tables of texts.
enum DeskScript {
  static let text: StaticString = #"""
    const { forget, hasKey, keep } = await import('./client');

    export const find = (id) => document.getElementById(id);
    export const make = (name, text, members) =>
      Object.assign(document.createElement(name), { textContent: text ?? '' }, members);
    export const minute = (text) => text ? text.slice(0, 16).replace('T', ' ') : '';

    /** A table of texts, or of nodes; `heads` are its columns. */
    export const table = (heads, rows) => {
      const head = make('tr');
      head.append(...heads.map((text) => make('th', text, { scope: 'col' })));
      const body = make('tbody');
      for (const row of rows) {
        const line = make('tr');
        row.forEach((value, index) => {
          const cell = make(index ? 'td' : 'th');
          if (index) cell.dataset.label = heads[index];
          else cell.scope = 'row';
          cell.append(value instanceof Node ? value : String(value ?? ''));
          line.append(cell);
        });
        body.append(line);
      }
      const whole = make('table');
      whole.append(make('thead'), body);
      whole.tHead.append(head);
      return whole;
    };

    /** Does something, and says what went wrong where it did. */
    export const guarded = (work) => async (event) => {
      event?.preventDefault();
      find('wrong').textContent = '';
      try {
        await work(event);
      } catch (fault) {
        if (fault.status === 401) { forget(); await show(); }
        find('wrong').textContent = fault.message;
      }
    };

    let fill = async () => {};
    const show = guarded(async () => {
      find('door').hidden = hasKey();
      find('desk').hidden = !hasKey();
      if (!hasKey()) return find('key').focus();
      await fill();
    });

    /** Shows the door, or what lies behind it, which `load` fills. */
    export const open = (load) => {
      fill = load;
      find('door').addEventListener('submit', (event) => { event.preventDefault(); keep(find('key').value.trim()); show(); });
      find('leave').addEventListener('click', () => { forget(); location.reload(); });
      show();
    };
    """#
}
