// Chat models in ONNX form in a real Chromium: those promises that a worker, threads and an abort from the page
// could break. The whole suite runs in Node beside the source (src/engine/transformers-engine.test.ts) and
// in the browser in test/e2e-all.

import { onnxTests } from '../support/onnx-tests.ts';

const IN_THE_BROWSER = /^(streams token by token|an abort stops)/;

onnxTests('ONNX models on threads', { plain: false, only: IN_THE_BROWSER });
