import { expect, test } from 'vitest';
import type { DeviceReport } from '../contract/services.ts';
import { adapterIn, refuseFiles } from './model-offer.ts';

test('an adapter in PEFT’s form is refused with what makes a GGUF of it, alone or with its configuration', async () => {
	const weights = { list: async () => [], open: async () => [] };
	const tensors = new Blob(['12345678{"layers.0.q_proj.lora_A.weight":{"dtype":"F32"}}']);
	const configuration = new Blob(['{"peft_type": "LORA", "r": 8}']);
	await expect(adapterIn(tensors, weights)).rejects.toThrow('convert_lora_to_gguf.py');
	await expect(adapterIn(configuration, weights)).rejects.toThrow('convert_lora_to_gguf.py');
	const together = refuseFiles([configuration, tensors], {} as DeviceReport);
	await expect(together).rejects.toThrow('convert_lora_to_gguf.py');
});
