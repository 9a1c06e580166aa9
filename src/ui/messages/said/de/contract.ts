// What the parsers of src/contract say of a file or of other data from outside.

import type { Templates } from '../../said.ts';

export const CONTRACT: Templates = {
	// ---- an adapter in PEFT’s form -------------------------------------------------------------------
	'Merge it into its base with PEFT’s merge_and_unload, convert the merged model to GGUF, and add that as a model.':
		'Verschmelzen Sie ihn mit merge_and_unload von PEFT mit seiner Basis, wandeln Sie das Ergebnis in GGUF um, und fügen Sie das als Modell hinzu.',
	'Save it again with PEFT, or choose another file.':
		'Speichern Sie ihn noch einmal mit PEFT, oder wählen Sie eine andere Datei.',
	'This app applies LoRA adapters alone, and this is of the type “{type}”. Choose a LoRA.':
		'Diese App wendet nur LoRA-Adapter an, und dieser ist von der Art „{type}“. Wählen Sie eine LoRA.',
	'This adapter is a DoRA, which scales the base’s weights too, and llama.cpp applies a plain LoRA alone.':
		'Dieser Adapter ist eine DoRA, die auch die Gewichte der Basis skaliert; llama.cpp wendet nur eine einfache LoRA an.',
	'This adapter has trained whole parts of its base beside the LoRA, and llama.cpp applies the LoRA alone.':
		'Dieser Adapter hat neben der LoRA ganze Teile seiner Basis trainiert; llama.cpp wendet nur die LoRA an.',
	'This adapter is more than a plain LoRA, which is what llama.cpp applies.':
		'Dieser Adapter ist mehr als eine einfache LoRA, und nur die wendet llama.cpp an.',
	'This adapter was trained on a base whose own weights were changed first ({how}), so it is wrong on the published one.':
		'Dieser Adapter wurde auf einer Basis trainiert, deren eigene Gewichte erst geändert wurden ({how}); auf der veröffentlichten ist er falsch.',
	'This adapter changes the embeddings, which this app does not convert.':
		'Dieser Adapter ändert die Einbettungen, die diese App nicht umwandelt.',
	'This adapter waits for words, and says them as text instead of tokens. Save it with a newer PEFT, then add it again.':
		'Dieser Adapter wartet auf Wörter und nennt sie als Text statt als Token. Speichern Sie ihn mit einem neueren PEFT, und fügen Sie ihn dann wieder hinzu.',
	'is 0: this adapter changes nothing. Choose another one.':
		'ist 0: Dieser Adapter ändert nichts. Wählen Sie einen anderen.',
	'has more patterns than a model has parts.': 'hat mehr Muster, als ein Modell Teile hat.',
	'has the pattern “{pattern}”, which this app cannot read.':
		'hat das Muster „{pattern}“, das diese App nicht lesen kann.',
	'should be a short list. Choose another file.':
		'sollte eine kurze Liste sein. Wählen Sie eine andere Datei.',
	'is a trained bias beside the LoRA, and llama.cpp applies the LoRA alone.':
		'ist ein trainierter Bias neben der LoRA; llama.cpp wendet nur die LoRA an.',
	'is a trained part of the base beside the LoRA, and llama.cpp applies the LoRA alone.':
		'ist ein trainierter Teil der Basis neben der LoRA; llama.cpp wendet nur die LoRA an.',
	'is there twice, for two adapters in one file.':
		'kommt zweimal vor, für zwei Adapter in einer Datei.',
	'is there twice, by two names.': 'kommt zweimal vor, unter zwei Namen.',
	'This is a LoRA for a model that makes pictures, and this app applies those of language models. Choose a LoRA for a model that is here.':
		'Das ist eine LoRA für ein Modell, das Bilder erzeugt; diese App wendet die von Sprachmodellen an. Wählen Sie eine LoRA für ein Modell, das hier ist.',
	'This safetensors file has no tensors of a LoRA adapter in PEFT’s form; its first is “{tensor}”. Choose an adapter_model.safetensors, or the model as a .gguf file.':
		'Diese safetensors-Datei hat keine Tensoren eines LoRA-Adapters in der Form von PEFT; ihr erster ist „{tensor}“. Wählen Sie eine adapter_model.safetensors, oder das Modell als .gguf-Datei.',
	'This adapter has {tensors} tensors, and this app converts at most {most}.':
		'Dieser Adapter hat {tensors} Tensoren, und diese App wandelt höchstens {most} um.',
	'This file has no tensors of a LoRA adapter in PEFT’s form.':
		'Diese Datei hat keine Tensoren eines LoRA-Adapters in der Form von PEFT.',
	'has one half of its LoRA and not the other.':
		'hat eine Hälfte seiner LoRA und die andere nicht.',
	'is stored as {type}, and this app converts F32, F16 and BF16.':
		'ist als {type} gespeichert, und diese App wandelt F32, F16 und BF16 um.',
	'has a LoRA with the dimensions ({dimensions}), and this app converts matrices alone.':
		'hat eine LoRA mit den Dimensionen ({dimensions}), und diese App wandelt nur Matrizen um.',
	'has matrices of rank {a} and {b}, where its adapter_config.json says {rank}. Choose the configuration that was saved with this file.':
		'hat Matrizen vom Rang {a} und {b}, wo seine adapter_config.json {rank} sagt. Wählen Sie die Konfiguration, die mit dieser Datei gespeichert wurde.',
	'This app does not know what the layers of “{architecture}” are called in PEFT. Convert the adapter with llama.cpp’s convert_lora_to_gguf.py, then add the .gguf file that it writes.':
		'Diese App weiß nicht, wie die Schichten von „{architecture}“ in PEFT heißen. Wandeln Sie den Adapter mit convert_lora_to_gguf.py von llama.cpp um, und fügen Sie dann die .gguf-Datei hinzu, die dabei entsteht.',
	'The adapter changes {module}, and models of this base’s architecture have no such layer.':
		'Der Adapter ändert {module}, und Modelle von der Architektur dieser Basis haben keine solche Schicht.',
	'The adapter changes {module}, and this base has no {tensor}.':
		'Der Adapter ändert {module}, und diese Basis hat keine {tensor}.',
	'The adapter changes {module} as {rows} × {columns}, and it is {baseRows} × {baseColumns} in this base.':
		'Der Adapter ändert {module} als {rows} × {columns}, und in dieser Basis ist es {baseRows} × {baseColumns}.',
	'makes the adapter nothing, or boundless.': 'macht den Adapter wirkungslos oder maßlos.',
	'The rows of {module} cannot be put in order, since this base does not say how large a head is.':
		'Die Zeilen von {module} lassen sich nicht ordnen, weil diese Basis nicht sagt, wie groß ein Kopf ist.',
	'A safetensors file has more than {bytes} bytes.':
		'Eine safetensors-Datei hat mehr als {bytes} Bytes.',
	'The safetensors header claims {bytes} bytes; no adapter’s has more than {most} MiB.':
		'Der safetensors-Kopf beansprucht {bytes} Bytes; keiner eines Adapters hat mehr als {most} MiB.',
	'The safetensors header lists no tensors.': 'Der safetensors-Kopf führt keine Tensoren auf.',
	'begins at {start}, where {end} was next: tensors overlap, or leave a hole.':
		'beginnt bei {start}, wo {end} an der Reihe war: Tensoren überlappen sich oder lassen eine Lücke.',
	'The file has {bytes} bytes behind its last tensor, which belong to none.':
		'Die Datei hat hinter ihrem letzten Tensor {bytes} Bytes, die zu keinem gehören.',
	'has a name that is too long.': 'hat einen zu langen Namen.',
	'is stored in a type this app does not know.':
		'ist in einer Art gespeichert, die diese App nicht kennt.',
	'does not say where it is, or how large.': 'sagt nicht, wo er ist oder wie groß.',
	'has dimensions ({dimensions}) that are not those of its data.':
		'hat Dimensionen ({dimensions}), die nicht die seiner Daten sind.',

	// ---- a model’s file ------------------------------------------------------------------------------
	'Download it again, or choose another file.':
		'Laden Sie sie noch einmal herunter, oder wählen Sie eine andere Datei.',
	'This model needs at least {needs} GB of memory, and the engine that runs it in a browser can have {most} GB at most. Choose a smaller quantisation or a smaller model, or run this one on a server of your own.':
		'Dieses Modell braucht mindestens {needs} GB Arbeitsspeicher, und was es im Browser rechnet, kann höchstens {most} GB haben. Wählen Sie eine kleinere Quantisierung oder ein kleineres Modell, oder betreiben Sie dieses auf einem eigenen Server.',
	'These files are not all parts of one split model. Choose every part of one model, each once.':
		'Diese Dateien sind nicht alle Teile eines geteilten Modells. Wählen Sie alle Teile eines Modells, jeden einmal.',
	'This app applies LoRA adapters alone, and this is none. Choose a LoRA in GGUF form.':
		'Diese App wendet nur LoRA-Adapter an, und das ist keiner. Wählen Sie eine LoRA als GGUF.',
	'Imported from {file} on this device.': 'Auf diesem Gerät aus {file} importiert.',
	'The GGUF header goes on after {bytes} bytes.':
		'Der GGUF-Kopf geht nach {bytes} Bytes noch weiter.',
	'The GGUF header is longer than {size} MiB, so this is no usable model file.':
		'Der GGUF-Kopf ist länger als {size} MiB; das ist keine brauchbare Modelldatei.',
	'This file is a LoRA adapter, not a model. Import the model it was made for; adapters cannot run alone.':
		'Diese Datei ist ein LoRA-Adapter, kein Modell. Importieren Sie das Modell, für das er gemacht wurde; Adapter laufen nicht allein.',
	'This file is part {part} of {count} of a split model. Choose all parts together, or merge them with llama-gguf-split.':
		'Diese Datei ist Teil {part} von {count} eines geteilten Modells. Wählen Sie alle Teile zusammen, oder fügen Sie sie mit llama-gguf-split zusammen.',
	'This app cannot chat with models of the architecture “{architecture}”. Choose a text model such as Llama, Qwen, Gemma or Phi.':
		'Mit Modellen der Architektur „{architecture}“ kann diese App nicht chatten. Wählen Sie ein Textmodell wie Llama, Qwen, Gemma oder Phi.',
	'{what} claims {bytes} bytes where {left} are left.':
		'{what} beansprucht {bytes} Bytes, wo {left} übrig sind.',
	'The file is cut short: it has {bytes} bytes and needs at least {needed}.':
		'Die Datei ist abgeschnitten: Sie hat {bytes} Bytes und braucht mindestens {needed}.',
	'A GGUF file has more than {bytes} bytes.': 'Eine GGUF-Datei hat mehr als {bytes} Bytes.',
	'This is no GGUF file: it does not begin with “GGUF”.':
		'Das ist keine GGUF-Datei: Sie beginnt nicht mit „GGUF“.',
	'The file holds a value of type {type}, which is not read here.':
		'Die Datei enthält einen Wert der Art {type}, die hier nicht gelesen wird.',
	'GGUF version {version}; version 3 is read here.':
		'GGUF-Version {version}; gelesen wird hier Version 3.',
	'This GGUF file is big-endian. Choose a little-endian one.':
		'Diese GGUF-Datei ist „big-endian“. Wählen Sie eine „little-endian“-Datei.',
	'This GGUF file is version {version}; this app reads versions 2 and 3. Choose a newer conversion of the model.':
		'Diese GGUF-Datei hat Version {version}; diese App liest die Versionen 2 und 3. Wählen Sie eine neuere Umwandlung des Modells.',
	'The header claims {count} {what}; no model has more than {most}. The file is damaged.':
		'Der Kopf nennt {count} {what}; kein Modell hat mehr als {most}. Die Datei ist beschädigt.',
	'Entry {entry} of the header has no usable name.':
		'Eintrag {entry} des Kopfs hat keinen brauchbaren Namen.',
	'Tensor {tensor} has a name that is too long or taken.':
		'Der Name von Tensor {tensor} ist zu lang oder vergeben.',
	'is stored in a format this app does not know. Choose another quantisation, such as Q4_K_M or Q8_0.':
		'ist in einem Format gespeichert, das diese App nicht kennt. Wählen Sie eine andere Quantisierung, etwa Q4_K_M oder Q8_0.',
	'is missing, so nothing can run this file.': 'fehlt, damit ist diese Datei nicht lauffähig.',
	"This model's manifest is version {version}; this app reads version {known}. Reload the page to update the app, then try again.":
		'Das Manifest dieses Modells hat Version {version}; diese App liest Version {known}. Laden Sie die Seite neu, um die App zu aktualisieren, und versuchen Sie es dann noch einmal.',

	// ---- a classifier --------------------------------------------------------------------------------
	'This model does not classify texts: it is “{kind}”.':
		'Dieses Modell klassifiziert keine Texte: Es ist „{kind}“.',
	'Choose one for text classification or zero-shot classification.':
		'Wählen Sie eines für Textklassifikation oder Zero-Shot-Klassifikation.',
	'This classifier gives several labels at once, so none of them excludes another.':
		'Dieser Klassifikator vergibt mehrere Merkmale zugleich, sodass keines ein anderes ausschließt.',
	'Choose one that gives a single label.': 'Wählen Sie einen, der ein einziges vergibt.',
	'This classifier tells {labels}, not whether one text follows from another.':
		'Dieser Klassifikator unterscheidet {labels}, nicht, ob ein Text aus einem anderen folgt.',
	'Choose one for natural language inference (NLI) or zero-shot classification.':
		'Wählen Sie einen für Textinferenz (NLI) oder Zero-Shot-Klassifikation.',
	'should name at least two labels, each once.':
		'sollte mindestens zwei Merkmale nennen, jedes einmal.',
	'Choose another classifier.': 'Wählen Sie einen anderen Klassifikator.',

	// ---- other data ----------------------------------------------------------------------------------
	'Make the index again with npm run widget -- index.':
		'Erstellen Sie das Verzeichnis neu mit npm run widget -- index.',
	'should be the address of {part} for a model that sees.':
		'sollte für ein Modell, das sieht, die Adresse von {part} sein.',
	'Fetch the file again.': 'Laden Sie die Datei noch einmal.',
	'The safetensors header is not valid JSON.': 'Der safetensors-Kopf ist kein gültiges JSON.',
	'This message has {parts} parts; {most} are the most. Send some of them in another message.':
		'Diese Nachricht hat {parts} Teile; mehr als {most} gehen nicht. Senden Sie einige in einer weiteren Nachricht.',
	'This message is longer than {length} characters. Shorten it or split it.':
		'Diese Nachricht ist länger als {length} Zeichen. Kürzen oder teilen Sie sie.'
};
