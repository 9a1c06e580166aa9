// It is imported for what it does: pdf.js finds its parser there. The package types the other half alone.
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
