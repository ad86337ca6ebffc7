import './styles/tokens.css';
import './styles/base.css';
// Before the rest: nothing is drawn in the wrong colours.
import './state/theme.svelte';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './i18n';
import { takeShared } from './lib/share';

takeShared();
void language.start();
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
