import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language } from './i18n';

void language.start();
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
