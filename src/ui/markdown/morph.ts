// Makes an element's children equal to a fragment's by changing only what differs, so that while an
// answer grows a selection, a focus and the nodes already on the page survive. Not a general diff:
// children are compared by position, which is all that appended text needs.

/** Moves what it needs out of `fragment`. */
export function morph(target: Node, fragment: Node): void {
	let old = target.firstChild;
	let fresh = fragment.firstChild;
	while (fresh) {
		const nextFresh = fresh.nextSibling;
		if (!old) {
			target.appendChild(fresh);
		} else {
			const nextOld: ChildNode | null = old.nextSibling;
			if (!update(old, fresh)) target.replaceChild(fresh, old);
			old = nextOld;
		}
		fresh = nextFresh;
	}
	while (old) {
		const next: ChildNode | null = old.nextSibling;
		old.remove();
		old = next;
	}
}

/** Whether `old` could be turned into `fresh`, and was. */
function update(old: ChildNode, fresh: ChildNode): boolean {
	if (old instanceof Text && fresh instanceof Text) {
		updateText(old, fresh.data);
		return true;
	}
	if (!(old instanceof Element) || !(fresh instanceof Element)) return false;
	if (old.tagName !== fresh.tagName || old.namespaceURI !== fresh.namespaceURI) return false;
	// A typeset formula or coloured code is not what its source would give: start over.
	if (old.hasAttribute('data-done') || old.querySelector('[data-done]')) return false;
	for (const name of old.getAttributeNames())
		if (!fresh.hasAttribute(name)) old.removeAttribute(name);
	for (const { name, value } of fresh.attributes)
		if (old.getAttribute(name) !== value) old.setAttribute(name, value);
	morph(old, fresh);
	return true;
}

/** Appending keeps a selection inside the text where assigning would drop it. */
function updateText(node: Text, text: string): void {
	if (node.data === text) return;
	if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
	else node.data = text;
}
