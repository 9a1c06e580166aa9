// What src/platform says of downloads, weights, addresses and the device.

import type { Templates } from '../../said.ts';

export const PLATFORM: Templates = {
	// ---- downloads and weights -----------------------------------------------------------------------
	'waiting for the network': 'wartet auf das Netz',
	'another tab downloads it': 'ein anderer Tab lädt es herunter',
	'the browser is giving back the room of what was removed':
		'der Browser gibt den Platz des Entfernten wieder frei',
	'{why}; trying again': '{why}; neuer Versuch',
	'the host sent other bytes than asked': 'der Server schickte andere Bytes als verlangt',
	'the host sent nothing': 'der Server schickte nichts',
	'the host fell silent': 'der Server verstummte',
	'the connection ended early': 'die Verbindung endete zu früh',
	'the connection broke': 'die Verbindung brach ab',
	'the file changed': 'die Datei änderte sich',
	'a piece arrived damaged': 'ein Stück kam beschädigt an',
	'the host cannot resume: skipping what is here':
		'der Server kann nicht fortsetzen: Vorhandenes wird übersprungen',
	'{host} answered {status}': '{host} antwortete {status}',
	'it answered {status}': 'er antwortete {status}',
	'no connection': 'keine Verbindung',
	'This app’s server': 'Der Server dieser App',
	'The download is not complete.': 'Der Download ist nicht vollständig.',
	'The browser removed some of it to free space; resuming fetches only that.':
		'Der Browser hat etwas davon entfernt, um Platz zu schaffen; „Fortsetzen“ holt nur das.',
	'The import was stopped in another tab. Import the file again.':
		'Der Import wurde in einem anderen Tab angehalten. Importieren Sie die Datei noch einmal.',
	'The model on this device has no file “{path}” like the one that was asked for. Reload the page; if that does not help, download {name} again.':
		'Das Modell auf diesem Gerät hat keine Datei „{path}“ wie die gesuchte. Laden Sie die Seite neu; hilft das nicht, laden Sie {name} noch einmal herunter.',
	'{name} was paused or removed while its file “{path}” was fetched. Download it, then try again.':
		'{name} wurde angehalten oder entfernt, während seine Datei „{path}“ geholt wurde. Laden Sie es herunter und versuchen Sie es noch einmal.',
	'The weights of {name} are not on this device. Download the model.':
		'Die Gewichte von {name} sind nicht auf diesem Gerät. Laden Sie das Modell herunter.',
	'{missing} of {total} pieces of {name} are gone from this device: the browser may have freed space. Download the model again; only what is missing is fetched.':
		'{missing} von {total} Stücken von {name} sind nicht mehr auf diesem Gerät: Der Browser hat vielleicht Platz geschaffen. Laden Sie das Modell noch einmal herunter; nur was fehlt, wird geholt.',
	'Could not get {file} from {host} in {tries} tries ({why}). What arrived is kept: check the connection and resume.':
		'{file} war von {host} in {tries} Versuchen nicht zu bekommen ({why}). Was ankam, bleibt: Prüfen Sie die Verbindung und setzen Sie fort.',
	'Piece {piece} of {total} of {file} from {host} arrived twice with a wrong hash ({found}… instead of {expected}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.':
		'Stück {piece} von {total} von {file} kam von {host} zweimal mit falscher Prüfsumme an ({found}… statt {expected}…) und wurde nicht behalten. Die Datei wurde dort geändert oder beschädigt: Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{file} changed on {host} while it was being downloaded, so what had arrived was thrown away. Start the download again.':
		'{file} änderte sich auf {host} während des Downloads, daher wurde das Angekommene verworfen. Starten Sie den Download noch einmal.',
	'Its size ({bytes} bytes) and sha256 ({sha256}) were learnt from {source} and are pinned from now on.':
		'Größe ({bytes} Bytes) und sha256 ({sha256}) stammen von {source} und gelten von jetzt an.',
	'{host} no longer has {file} ({status}). Choose another model, or import the file if you have it.':
		'{host} hat {file} nicht mehr ({status}). Wählen Sie ein anderes Modell, oder importieren Sie die Datei, wenn Sie sie haben.',
	'{host} does not give {file} without an account ({status}). Download it there yourself and import the file, or choose another model.':
		'{host} gibt {file} nicht ohne Konto heraus ({status}). Laden Sie es dort selbst herunter und importieren Sie die Datei, oder wählen Sie ein anderes Modell.',
	'{host} answered {status} to a request for {file}. Try again later, or choose another model.':
		'{host} antwortete {status} auf die Anfrage nach {file}. Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{file} on {host} {now}, not the {size} ({bytes} bytes) it is listed with. Remove the download and start it again; if that fails too, choose another model.':
		'{file} auf {host} {now}, nicht {size} ({bytes} Bytes), wie gelistet. Entfernen Sie den Download und starten Sie ihn noch einmal; hilft auch das nicht, wählen Sie ein anderes Modell.',
	'is shorter now': 'ist jetzt kürzer',
	'has {size} now ({bytes} bytes)': 'hat jetzt {size} ({bytes} Bytes)',
	'{host} does not publish a hash of {file} (status {status}), so a download could not be checked. Download the file yourself and import it, or choose another model.':
		'{host} veröffentlicht keine Prüfsumme von {file} (Status {status}), daher könnte ein Download nicht geprüft werden. Laden Sie die Datei selbst herunter und importieren Sie sie, oder wählen Sie ein anderes Modell.',
	'Could not ask {host} about this model ({why}). Check the connection and try again.':
		'{host} war nicht nach diesem Modell zu fragen ({why}). Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
	'{name} needs {needed} more on this device; the browser has {free} left for this app ({used} of {quota} in use). Remove a model, free disk space, or choose a smaller model.':
		'{name} braucht noch {needed} auf diesem Gerät; der Browser hat noch {free} für diese App ({used} von {quota} belegt). Entfernen Sie ein Modell, schaffen Sie Platz, oder wählen Sie ein kleineres Modell.',
	'The disk is full: {what} could not be stored{numbers}. What arrived before is kept. Remove a model or free disk space, then resume.':
		'Der Speicher ist voll: {what} konnte nicht gespeichert werden{numbers}. Was vorher ankam, bleibt. Entfernen Sie ein Modell oder schaffen Sie Platz, und setzen Sie dann fort.',
	'The browser could not store {what}{numbers}: {why} What arrived before is kept. Check the free disk space, reload the page, and resume.':
		'Der Browser konnte {what} nicht speichern{numbers}: {why} Was vorher ankam, bleibt. Prüfen Sie den freien Platz, laden Sie die Seite neu, und setzen Sie fort.',
	' ({used} of {quota} in use)': ' ({used} von {quota} belegt)',
	'piece {piece} of {total} of {file}': 'Stück {piece} von {total} von {file}',
	'The browser does not let this app store models: in a private window, or with storage blocked, none can be kept. Open the app in a normal window, or allow storage for it.':
		'Der Browser lässt diese App keine Modelle speichern: In einem privaten Fenster oder bei gesperrtem Speicher geht das nicht. Öffnen Sie die App in einem normalen Fenster, oder erlauben Sie ihr Speicher.',
	'Pieces of {file} are gone from this device, and it came from a file here, not from the network. Import the file again.':
		'Stücke von {file} sind nicht mehr auf diesem Gerät, und die Datei kam von hier, nicht aus dem Netz. Importieren Sie sie noch einmal.',
	'The file changed on disk while it was being copied. Import it again.':
		'Die Datei änderte sich, während sie kopiert wurde. Importieren Sie sie noch einmal.',
	'{file} from {host} does not have the hash it is listed with ({found}… instead of {expected}…), so it was not kept. The file was changed or damaged there: try again later, or choose another model.':
		'{file} von {host} hat nicht die Prüfsumme, mit der die Datei gelistet ist ({found}… statt {expected}…), und wurde nicht behalten. Die Datei wurde dort geändert oder beschädigt: Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',
	'{host} publishes no hash of this file: the one it arrived with is pinned from then on.':
		'{host} veröffentlicht keine Prüfsumme dieser Datei: Die, mit der sie ankam, gilt von da an.',
	'Try again later, or choose another model.':
		'Versuchen Sie es später noch einmal, oder wählen Sie ein anderes Modell.',

	// ---- what an address leads to --------------------------------------------------------------------
	'This file is part {part} of {count} of a split model, and its name does not say where the others are. Use the address of a file whose name ends like model-00001-of-00002.gguf, or download all parts yourself and import them together.':
		'Diese Datei ist Teil {part} von {count} eines geteilten Modells, und ihr Name sagt nicht, wo die anderen sind. Nehmen Sie die Adresse einer Datei, deren Name wie model-00001-of-00002.gguf endet, oder laden Sie alle Teile selbst herunter und importieren Sie sie zusammen.',
	'This is no address of a model. Paste the https address of a .gguf file, or of a model’s page on Hugging Face.':
		'Das ist keine Adresse eines Modells. Fügen Sie die https-Adresse einer .gguf-Datei ein oder die der Seite eines Modells auf Hugging Face.',
	'{host} would be asked without encryption. Use its https address, or download the file yourself and import it.':
		'{host} würde unverschlüsselt gefragt. Nehmen Sie die https-Adresse, oder laden Sie die Datei selbst herunter und importieren Sie sie.',
	'This page of Hugging Face is no model. Paste the address of a model’s page, or of one of its .gguf files.':
		'Diese Seite von Hugging Face ist kein Modell. Fügen Sie die Adresse der Seite eines Modells ein oder die einer seiner .gguf-Dateien.',
	'{host} did not say which files {name} has (status {status}).':
		'{host} sagte nicht, welche Dateien {name} hat (Status {status}).',
	'{host} did not say which files {name} has. Paste the address of a .gguf file instead.':
		'{host} sagte nicht, welche Dateien {name} hat. Fügen Sie stattdessen die Adresse einer .gguf-Datei ein.',
	'{host} shows no repository {name} ({status}): there is none of this name, or it asks for an account.':
		'{host} zeigt kein Repository {name} ({status}): Es gibt keines dieses Namens, oder es verlangt ein Konto.',
	'{name} has a LoRA adapter as a PyTorch file (a pickle) alone: reading one can run any program that is in it, so this app does not. Look for one with an adapter_model.safetensors.':
		'{name} hat einen LoRA-Adapter nur als PyTorch-Datei (Pickle): Beim Lesen kann jedes Programm laufen, das darin steckt, deshalb liest diese App sie nicht. Suchen Sie einen mit einer adapter_model.safetensors.',
	'{host} has {file} of a LoRA adapter in PEFT’s form, and no {other} beside it, which belongs to it. Look for another address, or download both files yourself and add them together.':
		'{host} hat {file} eines LoRA-Adapters in der Form von PEFT und daneben keine {other}, die dazugehört. Suchen Sie eine andere Adresse, oder laden Sie beide Dateien selbst herunter und fügen Sie sie zusammen hinzu.',
	'{name} has an adapter_model.safetensors, and no adapter_config.json beside it, which belongs to it. Look for another repository, or add both files from this device.':
		'{name} hat eine adapter_model.safetensors und daneben keine adapter_config.json, die dazugehört. Suchen Sie ein anderes Verzeichnis, oder fügen Sie beide Dateien von diesem Gerät hinzu.',
	'{name} has no .gguf files. Look for a repository whose name ends in GGUF, which has the same model for llama.cpp.':
		'{name} hat keine .gguf-Dateien. Suchen Sie ein Verzeichnis, dessen Name auf GGUF endet: dort liegt dasselbe Modell für llama.cpp.',
	'{host} sent nothing more of {file} than its first {bytes} bytes. Try again later, or download the file yourself and import it.':
		'{host} sandte von {file} nicht mehr als die ersten {bytes} Bytes. Versuchen Sie es später noch einmal, oder laden Sie die Datei selbst herunter und importieren Sie sie.',
	'{host} does not say how large {file} is, so it cannot be resumed or checked. Download the file yourself and import it.':
		'{host} sagt nicht, wie groß {file} ist; fortsetzen und prüfen ließe sich der Download nicht. Laden Sie die Datei selbst herunter und importieren Sie sie.',
	'The sizes and hashes of its files were learnt from {host} at revision {revision} and are pinned from now on.':
		'Größen und Prüfsummen der Dateien nannte {host} zur Revision {revision}; sie gelten von jetzt an.',
	'{host} does not say what the files of this model are, so a download could not be checked.':
		'{host} sagt nicht, was die Dateien dieses Modells sind; ein Download ließe sich nicht prüfen.',
	'{path} from {host} is not what its host says it is, so it was not kept.':
		'{path} von {host} ist nicht, was der Host angibt, und wurde nicht behalten.',
	'{host} publishes no hash of {path}, so a download could not be checked.':
		'{host} veröffentlicht keine Prüfsumme von {path}; ein Download ließe sich nicht prüfen.',
	'{host} answered this address with something else than it should.':
		'{host} antwortete auf diese Adresse mit etwas anderem, als es sollte.',
	'This is no address of a classifier.': 'Das ist keine Adresse eines Klassifikators.',
	'Paste the address of its page on Hugging Face, or its name there, owner/repository.':
		'Fügen Sie die Adresse seiner Seite bei Hugging Face ein, oder seinen Namen dort, owner/repository.',
	'A classifier is several files.': 'Ein Klassifikator besteht aus mehreren Dateien.',
	'Paste the address of its page on Hugging Face, or of the repository alone.':
		'Fügen Sie die Adresse seiner Seite bei Hugging Face ein, oder die des Repositorys allein.',
	'{name} has no {file}.': '{name} hat kein {file}.',
	'Look for the same model in ONNX form, with 8-bit weights: such repositories are often named Xenova or onnx-community.':
		'Suchen Sie dasselbe Modell in ONNX-Form mit 8-Bit-Gewichten: Solche Repositorys heißen oft Xenova oder onnx-community.',
	'{name} does not say how large {file} is.': '{name} sagt nicht, wie groß {file} ist.',
	'Look for another repository with the same model.':
		'Suchen Sie ein anderes Repository mit demselben Modell.',

	// ---- an adapter in PEFT’s form -------------------------------------------------------------------
	'This is a PyTorch file (a pickle): reading one can run any program that is in it, so this app does not. Save the adapter as adapter_model.safetensors with a newer PEFT, or choose a .gguf file.':
		'Das ist eine PyTorch-Datei (Pickle): Beim Lesen kann jedes Programm laufen, das darin steckt, deshalb liest diese App sie nicht. Speichern Sie den Adapter mit einem neueren PEFT als adapter_model.safetensors, oder wählen Sie eine .gguf-Datei.',
	'These are the files of several adapters in PEFT’s form. Add one adapter at a time: its weights and its adapter_config.json.':
		'Das sind die Dateien mehrerer Adapter in der Form von PEFT. Fügen Sie einen nach dem anderen hinzu: seine Gewichte und seine adapter_config.json.',
	'has {bytes} bytes, and no adapter’s has more than {most}. Choose another file.':
		'hat {bytes} Bytes, und keine eines Adapters hat mehr als {most}. Wählen Sie eine andere Datei.',
	'could not be read: the file changed meanwhile. Add it again from where it is now.':
		'war nicht zu lesen: Die Datei änderte sich inzwischen. Fügen Sie sie von dort, wo sie jetzt ist, noch einmal hinzu.',
	'has numbers that are infinite, undefined, or too large for half precision, so the adapter is broken. Choose another one.':
		'hat Zahlen, die unendlich, unbestimmt oder zu groß für halbe Genauigkeit sind; der Adapter ist kaputt. Wählen Sie einen anderen.',
	'The model this adapter was to be attached to is not on this device any more. Add that model first, then the adapter.':
		'Das Modell, an das dieser Adapter angefügt werden sollte, ist nicht mehr auf diesem Gerät. Fügen Sie erst das Modell hinzu, dann den Adapter.',

	// ---- the device ----------------------------------------------------------------------------------
	'This browser has no WebGPU.': 'Dieser Browser hat kein WebGPU.',
	'WebGPU found no usable graphics processor.': 'WebGPU fand keinen brauchbaren Grafikprozessor.',
	'WebGPU failed: {why}': 'WebGPU versagte: {why}',
	'The graphics processor can run models.': 'Auf dem Grafikprozessor können Modelle laufen.',
	'The graphics processor has no 16-bit floats in shaders, so models run on the CPU.':
		'Der Grafikprozessor hat keine 16-Bit-Zahlen in Shadern, daher laufen Modelle auf dem Prozessor.',
	'{name} (buffers up to {size})': '{name} (Puffer bis {size})',
	'The largest listed model that should run well here {where}: it needs about {needs} of memory, and {offered}.':
		'Das größte Modell der Liste, das hier gut laufen sollte ({where}): Es braucht etwa {needs} Arbeitsspeicher, und {offered}.',
	'on the graphics processor': 'auf dem Grafikprozessor',
	'by what was measured': 'nach dem, was gemessen wurde',
	'on one CPU thread': 'auf einem Prozessor-Thread',
	'on {count} CPU threads': 'auf {count} Prozessor-Threads',
	'about {size} can be counted on (the browser does not tell)':
		'mit etwa {size} ist zu rechnen (der Browser sagt es nicht)',
	'about {size} of this device’s memory can be used': 'etwa {size} dieses Geräts sind nutzbar'
};
