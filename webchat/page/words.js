// The page's own words in both languages, and how each writes dates and sizes.

const ENGLISH = {
  addCaption: "Add a caption…",
  alone: "bot",
  anonymousPoll: "Anonymous poll",
  anonymousQuiz: "Anonymous quiz",
  attach: "Attach a photo or a file",
  cancel: "Cancel",
  chats: "Chats",
  close: "Close",
  connecting: "connecting…",
  copied: "Copied",
  copy: "Copy",
  copyCode: "Copy the code",
  downloadFile: "Download {name}",
  dropHere: "Drop files here to send them",
  edit: "Edit",
  edited: "edited",
  editing: "Editing",
  enlarge: "Enlarge the photo",
  explanation: "Explanation",
  file: "File",
  inlineResults: "What the bot offers",
  keyboard: "Show the keyboard",
  language: "Language",
  languageNote: "What your messages tell the bot about your app’s language.",
  members: { one: "{n} member", other: "{n} members" },
  menu: "Menu",
  messages: "Messages",
  more: "More about this message",
  newest: "To the newest message",
  next: "Next photo",
  noText: "message",
  notVoted: "No answers yet",
  ok: "OK",
  openChats: "Chats and people",
  pause: "Pause",
  photo: "Photo",
  placeholder: "Message",
  play: "Play",
  poll: "Poll",
  pollOver: "Final results",
  previous: "Previous photo",
  quiz: "Quiz",
  quizCorrect: "correct",
  quizWrong: "wrong",
  reply: "Reply",
  save: "Save the photo",
  send: "Send",
  sendFiles: { one: "Send this file?", other: "Send {n} files?" },
  sendPhotos: { one: "Send this photo?", other: "Send {n} photos?" },
  showLess: "Show less",
  showMore: "Show more",
  spoiler: "Hidden text: press to show",
  start: "Start",
  unread: "unread",
  unreachable: "Not sent: the bot is not running. Start it and try again.",
  unreadHere: "{n} new",
  via: "via {bot}",
  video: "Video",
  voice: "Voice message",
  vote: "Vote",
  voted: { one: "{n} answer", other: "{n} answers" },
  whatCan: "What can this bot do?",
  you: "You",
  youAre: "You are",
  yourAnswer: "your answer",
  choose_sticker: "choosing a sticker",
  find_location: "finding a place",
  record_video: "recording a video",
  record_video_note: "recording a video",
  record_voice: "recording",
  typing: "typing",
  upload_document: "sending a file",
  upload_photo: "sending a photo",
  upload_video: "sending a video",
  upload_video_note: "sending a video",
  upload_voice: "sending a voice message",
};

const CHINESE = {
  addCaption: "添加说明…",
  alone: "机器人",
  anonymousPoll: "匿名投票",
  anonymousQuiz: "匿名测验",
  attach: "发送图片或文件",
  cancel: "取消",
  chats: "聊天",
  close: "关闭",
  connecting: "正在连接…",
  copied: "已复制",
  copy: "复制",
  copyCode: "复制代码",
  downloadFile: "下载 {name}",
  dropHere: "拖到这里发送文件",
  edit: "编辑",
  edited: "已编辑",
  editing: "编辑消息",
  enlarge: "放大图片",
  explanation: "解析",
  file: "文件",
  inlineResults: "机器人提供的结果",
  keyboard: "显示键盘",
  language: "语言",
  languageNote: "机器人会从你的消息中得知这个语言设置。",
  members: { other: "{n} 位成员" },
  menu: "菜单",
  messages: "消息",
  more: "消息选项",
  newest: "回到最新消息",
  next: "下一张",
  noText: "消息",
  notVoted: "还没有人作答",
  ok: "好",
  openChats: "聊天与成员",
  pause: "暂停",
  photo: "图片",
  placeholder: "输入消息",
  play: "播放",
  poll: "投票",
  pollOver: "最终结果",
  previous: "上一张",
  quiz: "测验",
  quizCorrect: "正确",
  quizWrong: "错误",
  reply: "回复",
  save: "保存图片",
  send: "发送",
  sendFiles: { other: "发送 {n} 个文件？" },
  sendPhotos: { other: "发送 {n} 张图片？" },
  showLess: "收起",
  showMore: "展开",
  spoiler: "隐藏的文字，点按显示",
  start: "开始",
  unread: "条未读",
  unreachable: "没有发出：机器人未在运行。请启动后再试。",
  unreadHere: "{n} 条新消息",
  via: "来自 {bot}",
  video: "视频",
  voice: "语音消息",
  vote: "提交",
  voted: { other: "{n} 人已作答" },
  whatCan: "这个机器人能做什么？",
  you: "你",
  youAre: "你的身份",
  yourAnswer: "你的选择",
  choose_sticker: "正在选择贴纸",
  find_location: "正在查找位置",
  record_video: "正在录制视频",
  record_video_note: "正在录制视频",
  record_voice: "正在录音",
  typing: "正在输入",
  upload_document: "正在发送文件",
  upload_photo: "正在发送图片",
  upload_video: "正在发送视频",
  upload_video_note: "正在发送视频",
  upload_voice: "正在发送语音",
};

export const LANGUAGE_CODES = {
  en: "English",
  "zh-hans": "简体中文",
  "zh-hant": "繁體中文",
  de: "Deutsch",
  ja: "日本語",
};

let chosen = ENGLISH;
export let locale = "en";

/** Choose the page's language by a person's language code: Chinese for zh-…, else English. */
export function speak(code) {
  chosen = code.startsWith("zh") ? CHINESE : ENGLISH;
  locale = code.startsWith("zh") ? "zh-CN" : "en";
  document.documentElement.lang = locale;
}

/** A word or sentence, its {placeholders} filled; with a number n, in its plural form. */
export function say(key, values = {}) {
  let text = chosen[key];
  if (typeof text === "object") {
    text = text[new Intl.PluralRules(locale).select(values.n)] ?? text.other;
  }
  return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
}

const dated = (options) => (seconds) => new Date(seconds * 1000).toLocaleString(locale, options);

/** The time of day, of seconds since 1970. */
export const hour = dated({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The date and the time of day. */
export const when = dated({ dateStyle: "medium", timeStyle: "short" });

/** Whole days since then: 0 is today. */
export function daysAgo(seconds) {
  const midnight = (date) => new Date(date.toDateString());
  return Math.round((midnight(new Date()) - midnight(new Date(seconds * 1000))) / 864e5);
}

/** A day as one says it. */
export function dayName(seconds) {
  const ago = daysAgo(seconds);
  if (ago < 2) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-ago, "day");
  const thisYear = new Date(seconds * 1000).getFullYear() === new Date().getFullYear();
  return dated({ month: "long", day: "numeric", year: thisYear ? undefined : "numeric" })(seconds);
}

/** When, as short as a list of chats wants it. */
export const shortly = (seconds) => (daysAgo(seconds) ? dated({ month: "numeric", day: "numeric" }) : hour)(seconds);

/** The size of a file. */
export function bytes(size) {
  const [unit, scale] = size < 1e3 ? ["B", 1] : size < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  return `${(size / scale).toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
}

/** The language that a text is to be read in: Chinese where a tenth of it is in Chinese characters. */
export function languageOf(text) {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return 10 * han > text.length ? "zh-CN" : "en";
}
