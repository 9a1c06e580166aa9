// What src/memory says of storing, exporting and importing conversations.

import type { Templates } from '../../said.ts';

export const MEMORY: Templates = {
	// ---- a file of conversations ---------------------------------------------------------------------
	'This file is damaged or was changed, so nothing was imported ({why}) Export it again from where it was made.':
		'Diese Datei ist beschädigt oder wurde geändert, daher wurde nichts importiert ({why}) Exportieren Sie sie noch einmal dort, wo sie entstand.',
	'This file is version {version}; this app reads version {known}. Reload the page to update the app, then try again.':
		'Diese Datei hat Version {version}; diese App liest Version {known}. Laden Sie die Seite neu, um die App zu aktualisieren, und versuchen Sie es dann noch einmal.',
	'the setting “{key}”': 'die Einstellung „{key}“',
	'This version of the app does not know it, or not with this value.':
		'Diese Version der App kennt sie nicht, oder nicht mit diesem Wert.',
	'It holds no text.': 'Sie enthält keinen Text.',
	'This file is empty. Choose another one.': 'Diese Datei ist leer. Wählen Sie eine andere.',
	'This file has {size} MB; 200 MB are the most. Split it, or export fewer conversations.':
		'Diese Datei hat {size} MB; mehr als 200 MB gehen nicht. Teilen Sie sie, oder exportieren Sie weniger Unterhaltungen.',
	'{file} is not valid JSON; it may have been cut off. Download or export it again.':
		'{file} ist kein gültiges JSON; vielleicht wurde etwas abgeschnitten. Laden oder exportieren Sie es noch einmal.',
	'This file': 'Diese Datei',
	'This is a model, not conversations. Add it on the Models page.':
		'Das ist ein Modell, keine Unterhaltungen. Fügen Sie es auf der Seite „Modelle“ hinzu.',
	'This is a web page. Choose conversations.json beside it.':
		'Das ist eine Webseite. Wählen Sie conversations.json daneben.',
	'This file holds no conversations the app knows. Choose an export of Understudy, ChatGPT (conversations.json) or Open WebUI.':
		'Diese Datei enthält keine Unterhaltungen, die die App kennt. Wählen Sie einen Export von Understudy, ChatGPT (conversations.json) oder Open WebUI.',
	'The file holds it twice.': 'Die Datei enthält sie zweimal.',
	'This file has more than {count} messages. Split it, or export fewer conversations.':
		'Diese Datei hat mehr als {count} Nachrichten. Teilen Sie sie, oder exportieren Sie weniger Unterhaltungen.',
	'entry {number} of the file': 'Eintrag {number} der Datei',
	'It is not a conversation.': 'Das ist keine Unterhaltung.',
	'The answer failed.': 'Die Antwort schlug fehl.',
	'For like reasons.': 'Aus ähnlichen Gründen.',
	'{count} more': '{count} weitere',
	'Left out: {what}.': 'Weggelassen: {what}.',
	'{what} ({count}), {more}': '{what} ({count}), {more}',
	'{what} ({count})': '{what} ({count})',
	images: 'Bilder',
	reasoning: 'Gedankengänge',
	recordings: 'Aufnahmen',
	'attached files and images': 'angehängte Dateien und Bilder',
	'calls of tools': 'Aufrufe von Werkzeugen',
	'results of tools': 'Ergebnisse von Werkzeugen',
	'messages of nobody known': 'Nachrichten von Unbekannten',
	'parts that are not text': 'Teile, die kein Text sind',
	'texts that are too long': 'zu lange Texte',
	'a system prompt that is too long': 'eine zu lange Anweisung',
	'messages that follow each other in a circle': 'Nachrichten, die im Kreis aufeinander folgen',
	'a conversation without a title': 'eine Unterhaltung ohne Titel',
	'{count} of the conversations': '{count} der Unterhaltungen',
	'They are on this device already, as new or newer.':
		'Sie sind schon auf diesem Gerät, gleich neu oder neuer.',
	'A message of this file has the id of a message in another conversation on this device. Nothing was imported; get the file again from where it was made.':
		'Eine Nachricht dieser Datei hat die Kennung einer Nachricht in einer anderen Unterhaltung auf diesem Gerät. Nichts wurde importiert; holen Sie die Datei noch einmal dort, wo sie entstand.',
	'This is not a backup of Understudy. To bring in chats of another program, use Import.':
		'Das ist keine Sicherung von Understudy. Um Chats eines anderen Programms zu holen, nehmen Sie „Import“.',
	'Unzip it and choose conversations.json in it.':
		'Entpacken Sie sie und wählen Sie conversations.json darin.',
	'This ZIP file holds no conversations.json. Choose another file.':
		'Diese ZIP-Datei enthält kein conversations.json. Wählen Sie eine andere Datei.',
	'This ZIP file is larger than the app can open.':
		'Diese ZIP-Datei ist größer, als die App öffnen kann.',
	'This ZIP file is locked with a password.': 'Diese ZIP-Datei ist mit einem Passwort geschützt.',
	'This ZIP file is packed in a way the app cannot read.':
		'Diese ZIP-Datei ist auf eine Weise gepackt, die die App nicht lesen kann.',
	'The conversations in this ZIP file have more than 200 MB. Export fewer conversations.':
		'Die Unterhaltungen in dieser ZIP-Datei haben mehr als 200 MB. Exportieren Sie weniger Unterhaltungen.',
	'This ZIP file is damaged. Download it again.':
		'Diese ZIP-Datei ist beschädigt. Laden Sie sie noch einmal herunter.',

	// ---- what this device remembers ------------------------------------------------------------------
	'Your conversations are larger than one backup file may be (200 MB, {count} messages). Export the large ones by themselves and remove them, then try again.':
		'Ihre Unterhaltungen sind größer, als eine Sicherung sein darf (200 MB, {count} Nachrichten). Exportieren Sie die großen einzeln und entfernen Sie sie, und versuchen Sie es dann noch einmal.',
	'A newer version of Understudy was opened in another tab. Reload this page to go on.':
		'Eine neuere Version von Understudy wurde in einem anderen Tab geöffnet. Laden Sie diese Seite neu, um weiterzumachen.',
	'The storage was closed. Reload the page.':
		'Der Speicher wurde geschlossen. Laden Sie die Seite neu.',
	'Another tab with an older version of Understudy is in the way of an update. Close or reload it.':
		'Ein anderer Tab mit einer älteren Version von Understudy steht einer Aktualisierung im Weg. Schließen Sie ihn oder laden Sie ihn neu.',
	'There is no message to store.': 'Es gibt keine Nachricht zu speichern.',
	'A stored message cannot move under another one.':
		'Eine gespeicherte Nachricht kann nicht unter eine andere wandern.',
	'This conversation was removed. Start a new chat.':
		'Diese Unterhaltung wurde entfernt. Beginnen Sie einen neuen Chat.',
	'This message was removed, so it was not saved.':
		'Diese Nachricht wurde entfernt und daher nicht gespeichert.',
	'A message does not belong to this conversation, so nothing was saved. Reload the page, then try again.':
		'Eine Nachricht gehört nicht zu dieser Unterhaltung, daher wurde nichts gespeichert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'Not everything could be erased. Close other tabs of Understudy, then erase again, or remove this site’s data in the browser’s settings.':
		'Nicht alles konnte gelöscht werden. Schließen Sie andere Tabs von Understudy und löschen Sie noch einmal, oder entfernen Sie die Daten dieser Seite in den Einstellungen des Browsers.',
	'Another tab of Understudy is still using what should be erased. Close the other tabs, then erase again.':
		'Ein anderer Tab von Understudy benutzt noch, was gelöscht werden soll. Schließen Sie die anderen Tabs und löschen Sie noch einmal.',
	'The storage of this device is full, so nothing of this was saved. Remove a model or some conversations, then try again.':
		'Der Speicher dieses Geräts ist voll, daher wurde nichts davon gespeichert. Entfernen Sie ein Modell oder einige Unterhaltungen, und versuchen Sie es noch einmal.',
	'This holds something that cannot be stored.':
		'Das enthält etwas, das nicht gespeichert werden kann.',
	'Something with this id is stored already.': 'Etwas mit dieser Kennung ist schon gespeichert.',
	'The storage of this device refused, so nothing of this was saved. Reload the page, then try again.':
		'Der Speicher dieses Geräts hat abgelehnt, daher wurde nichts davon gespeichert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
	'Your conversations were saved by a newer version of Understudy. Reload the page to update the app.':
		'Ihre Unterhaltungen wurden von einer neueren Version von Understudy gespeichert. Laden Sie die Seite neu, um die App zu aktualisieren.',
	'The storage of this device is full, so your conversations cannot be opened. Free some space, then reload the page.':
		'Der Speicher dieses Geräts ist voll, daher können Ihre Unterhaltungen nicht geöffnet werden. Schaffen Sie Platz und laden Sie die Seite neu.',
	'This browser lets Understudy store nothing here. Leave private browsing or allow site data, then reload the page.':
		'Dieser Browser lässt Understudy hier nichts speichern. Verlassen Sie das private Fenster oder erlauben Sie Websitedaten, und laden Sie die Seite neu.',
	'Your conversations could not be opened. Close other tabs of Understudy and reload the page; if it stays so, restart the browser.':
		'Ihre Unterhaltungen konnten nicht geöffnet werden. Schließen Sie andere Tabs von Understudy und laden Sie die Seite neu; hilft das nicht, starten Sie den Browser neu.',
	'This conversation was removed; there is nothing to export.':
		'Diese Unterhaltung wurde entfernt; es gibt nichts zu exportieren.',
	'is the id of another one in this file.':
		'ist in dieser Datei schon die Kennung von etwas anderem.',
	'names no conversation of this file.': 'nennt keine Unterhaltung dieser Datei.',
	'has {count}; {most} are the most.': 'hat {count}; mehr als {most} gehen nicht.',
	'has {count} characters; {most} are the most.':
		'hat {count} Zeichen; mehr als {most} gehen nicht.'
};
