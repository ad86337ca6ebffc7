export { language, t, type OptionWords, type Strings } from './language.svelte';
export { languages, type LanguageTag } from './languages';
