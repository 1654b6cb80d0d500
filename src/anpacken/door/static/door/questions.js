// <ap-door-questions>: what is asked of one person at the door, as a form that the check-in page puts into its queue. It
// is filled by `ask`, from the list on the device.
class DoorQuestions extends HTMLElement {
  ask(person, questions, words) {
    const form = document.createElement("form");
    form.dataset.answer = "";
    form.dataset.code = person.id;
    form.className = "door-questions";
    for (const question of questions) form.append(this.field(question, `${person.id}-${question.key}`));
    const button = document.createElement("button");
    button.className = "button button-secondary";
    button.textContent = words.note;
    form.append(button);
    this.replaceChildren(form);
    return this;
  }

  field(question, id) {
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = question.label;
    group.append(legend);
    if (question.help) {
      const help = document.createElement("p");
      help.className = "help";
      help.textContent = question.help;
      group.append(help);
    }
    if (question.options.length) {
      const type = question.kind === "several" ? "checkbox" : "radio";
      for (const [key, label] of question.options) group.append(this.option(type, question.key, id, key, label));
    } else {
      const input = document.createElement(question.kind === "long_text" ? "textarea" : "input");
      if (question.kind === "number") Object.assign(input, { type: "number", min: 0 });
      Object.assign(input, { name: question.key, className: "input", maxLength: question.kind === "text" ? 300 : 2000 });
      input.setAttribute("aria-label", question.label);
      group.append(input);
    }
    return group;
  }

  option(type, name, id, value, words) {
    const line = document.createElement("div");
    line.className = "check";
    const input = document.createElement("input");
    Object.assign(input, { type, name, value, id: `${id}-${value}` });
    const label = document.createElement("label");
    label.htmlFor = input.id;
    label.textContent = words;
    line.append(input, label);
    return line;
  }

  // The answers in such a form, by question; a list where there can be several. What is left open is left out.
  static answersIn(form) {
    const answers = {};
    for (const input of form.elements) {
      if (!input.name || !input.value || (["radio", "checkbox"].includes(input.type) && !input.checked)) continue;
      if (input.type === "checkbox") answers[input.name] = [...(answers[input.name] ?? []), input.value];
      else answers[input.name] = input.value;
    }
    return answers;
  }
}

customElements.define("ap-door-questions", DoorQuestions);
