// Forms that write into the journal: sent as JSON, answered with a sentence; the page is then read anew.
(function () {
  "use strict";

  function fieldsOf(form) {
    const given = { subject: form.dataset.subject, key: form.dataset.key };
    new FormData(form).forEach(function (value, name) { given[name] = String(value); });
    return given;
  }

  async function send(form) {
    const said = form.querySelector(".record-said");
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      const answer = await fetch("/journal" + window.location.search, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-County-Form": "1" },
        body: JSON.stringify(fieldsOf(form)),
      });
      said.textContent = (await answer.json()).message;
      if (answer.ok) { window.location.reload(); }
    } catch (error) {
      said.textContent = form.dataset.failed;
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.record-form")) {
      event.preventDefault();
      send(event.target);
    }
  });
})();
