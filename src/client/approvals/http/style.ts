/** The look of the pages: one column that fits a phone, light and dark by the reader's own setting, a visible focus everywhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14161a);
  --card: light-dark(#fff, #1d2026);
  --line: light-dark(#d5d9e0, #3a3f49);
  --text: light-dark(#1a1d23, #e8eaee);
  --quiet: light-dark(#565d69, #a3abb8);
  --accent: light-dark(#1d4fd8, #8fb0ff);
  --on-accent: light-dark(#fff, #101522);
  --good: light-dark(#0f6b3a, #6fd49a);
  --bad: light-dark(#a8201a, #ff9d95);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
a { color: var(--accent); }
p { margin: 0 0 .75rem; }
ul.cards { list-style: none; margin: 1.25rem 0 0; padding: 0; display: grid; gap: .75rem; }
section, fieldset, ul.cards > li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 0; min-width: 0; }
section, fieldset { margin-top: 1rem; }
section > :last-child { margin-bottom: 0; }
section + dl, form + p, details + p { margin-top: 1rem; }
dl + p, pre + p { margin-top: .75rem; }
legend { font-weight: 600; padding: 0 .35rem; margin-left: -.35rem; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-wrap; min-width: 0; }
pre { margin: 0; white-space: pre-wrap; font: .9rem/1.45 ui-monospace, monospace; }
.quiet { color: var(--quiet); font-size: .92rem; }
.card-link { font-weight: 600; font-size: 1.05rem; }
.status { border-left: .3rem solid var(--accent); }
.status.good { border-color: var(--good); }
.status.bad { border-color: var(--bad); }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem; }
label.choice { display: inline-flex; gap: .45rem; align-items: center; font-weight: 400; margin: .25rem 1rem .25rem 0; min-height: 2.75rem; }
input[type=radio] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); }
textarea, input[type=text] { width: 100%; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--quiet); border-radius: .4rem; padding: .5rem .6rem; }
textarea { min-height: 4.5rem; resize: vertical; }
textarea.code { font: .9rem/1.45 ui-monospace, monospace; min-height: 8rem; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.1rem; border-radius: .4rem; border: 1px solid var(--line); background: var(--card); color: var(--text); cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.bad { color: var(--bad); border-color: var(--bad); }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1rem; }
details { margin-top: .75rem; }
summary { cursor: pointer; font-weight: 600; min-height: 2.75rem; display: list-item; padding: .6rem 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  .buttons button { flex: 1 1 100%; }
}
`;
