// The whole conformance suite on chat models in ONNX form in a real Chromium, on threads and on one.

import { onnxTests } from '../support/onnx-tests.ts';

onnxTests('ONNX models on threads', { plain: false });
onnxTests('ONNX models on one thread', { plain: true });
