export { language, t, type Strings } from './language.svelte';
export { languages, type LanguageTag } from './languages';
