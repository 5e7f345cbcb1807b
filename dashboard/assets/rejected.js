// The form that hands an original in once more: sent as it is, answered with a workbook or a sentence.
(function () {
  "use strict";

  function keep(blob, answer) {
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = named ? named[1] : "rejected.xlsx";
    document.body.appendChild(link);
    link.click();
    link.remove();
    URL.revokeObjectURL(link.href);
  }

  async function send(form) {
    const said = form.querySelector(".record-said");
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    said.textContent = "";
    try {
      const answer = await fetch(form.dataset.address, {
        method: "POST",
        headers: { "X-County-Form": "1" },
        body: new FormData(form),
      });
      if (answer.ok) {
        keep(await answer.blob(), answer);
        said.textContent = form.dataset.done;
      } else {
        said.textContent = (await answer.json()).message;
      }
    } catch (error) {
      said.textContent = form.dataset.failed;
    } finally {
      button.disabled = false;
    }
  }

  document.addEventListener("submit", function (event) {
    if (event.target.matches("form.rejected-form")) {
      event.preventDefault();
      send(event.target);
    }
  });
})();
