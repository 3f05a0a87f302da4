// Decisions of the reader, sent with the token of this page.

export const user = () => localStorage.getItem("dragoman-user") || document.documentElement.dataset.user || "";

export function name(value) {
  localStorage.setItem("dragoman-user", value.trim().slice(0, 80));
}

export async function decide(action, more) {
  const token = document.querySelector("meta[name=write-token]").content;
  const body = JSON.stringify({ user: user() || "unnamed", action, ...more });
  const answer = await fetch("/decisions", { method: "POST", headers: { "content-type": "application/json", "x-dragoman-token": token }, body });
  const text = await answer.text();
  if (!answer.ok) {
    let said = text;
    try {
      said = JSON.parse(text).error;
    } catch {
      // a refusal of the guard is plain text
    }
    throw new Error(said);
  }
  return JSON.parse(text);
}
