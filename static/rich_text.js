/* Turns the text boxes of portal.rich_text.RichTextWidget into editors, with words in Thai for buttons.
   Without this script the box stays a box of HTML; the server cleans what is sent either way. */
import {
  Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History, Link, ListItem,
  OrderedList, Paragraph, Text,
} from "./django_prose_editor/editor.js";

const EMPTY = "<p></p>";

/* Each button: its word, what it does, and when it counts as pressed. */
const buttonsFor = ({ headings }) => [
  ["ย่อหน้า", (chain) => chain.setParagraph(), (editor) => editor.isActive("paragraph") && !editor.isActive("listItem")],
  ...headings.map((level, index) => [
    ["หัวข้อใหญ่", "หัวข้อย่อย"][index],
    (chain) => chain.toggleHeading({ level }),
    (editor) => editor.isActive("heading", { level }),
  ]),
  ["ตัวหนา", (chain) => chain.toggleBold(), (editor) => editor.isActive("bold")],
  ["รายการจุด", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["รายการเลข", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["ลิงก์", askForLink, (editor) => editor.isActive("link")],
  ["เอาลิงก์ออก", (chain) => chain.extendMarkRange("link").unsetLink(), null, (editor) => editor.isActive("link")],
  ["เลิกทำ", (chain) => chain.undo(), null, (editor) => editor.can().undo()],
  ["ทำซ้ำ", (chain) => chain.redo(), null, (editor) => editor.can().redo()],
];

function askForLink(chain, editor) {
  if (editor.state.selection.empty && !editor.isActive("link")) {
    window.alert("เลือกข้อความที่จะทำเป็นลิงก์ก่อน");
    return chain;
  }
  const typed = window.prompt("ที่อยู่ของลิงก์ เช่น https://… หรือ /contact/", editor.getAttributes("link").href || "https://");
  if (typed === null) return chain;
  const href = typed.trim();
  const marked = chain.extendMarkRange("link");
  return href && href !== "https://" ? marked.setLink({ href }) : marked.unsetLink();
}

function toolbar(editor, config, label) {
  const bar = document.createElement("div");
  bar.className = "rich-text-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", label);
  const refreshers = buttonsFor(config).map(([word, act, isOn, isPossible]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    // The text keeps the focus and its selection: a key pressed right after a click belongs to the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => act(editor.chain().focus(), editor).run());
    bar.append(button);
    return () => {
      if (isOn) button.setAttribute("aria-pressed", String(isOn(editor)));
      if (isPossible) button.disabled = !isPossible(editor);
    };
  });
  const refresh = () => refreshers.forEach((refreshOne) => refreshOne());
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

function edit(textarea) {
  const config = JSON.parse(textarea.dataset.richText);
  const label = textarea.labels[0]?.textContent.replace(/:\s*$/, "").trim() || "เนื้อหา";
  const frame = document.createElement("div");
  frame.className = "rich-text";
  textarea.after(frame);
  const editor = new Editor({
    element: frame,
    injectCSS: false, // the rules are in rich_text.css: the page allows no style of a script's own
    content: textarea.value,
    extensions: [
      Document, Paragraph, Text, HardBreak, Bold, BulletList, OrderedList, ListItem, History, Dropcursor, Gapcursor,
      Heading.configure({ levels: config.headings }),
      Link.configure({ protocols: config.protocols, openOnClick: false, enableTarget: false }),
    ],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, class: "prose" } },
    onUpdate() {
      const html = editor.getHTML();
      textarea.value = html === EMPTY ? "" : html;
    },
  });
  frame.prepend(toolbar(editor, config, `จัดรูปแบบ${label}`));
  textarea.hidden = true;
}

document.querySelectorAll("textarea[data-rich-text]").forEach(edit);
