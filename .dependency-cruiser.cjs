// The import rules of ARCHITECTURE.md, one per folder, and no cycles.
// `allowed` lists folders a folder may import for real; `types` those it may import by `import type`.

/** @type {Record<string, {allowed?: string[], types?: string[]}>} */
const FOLDERS = {
	contract: {},
	decide: { allowed: ['contract'] },
	context: { allowed: ['contract'] },
	govern: { allowed: ['contract'] },
	learn: { allowed: ['contract'] },
	platform: { allowed: ['contract'] },
	engine: { allowed: ['contract', 'platform'] },
	memory: { allowed: ['contract', 'platform'] },
	site: { allowed: ['contract', 'decide'] },
	files: { allowed: ['contract', 'decide'] },
	tools: { allowed: ['contract', 'platform'] },
	turn: {
		allowed: ['contract', 'decide', 'context'],
		types: ['engine', 'memory', 'tools', 'learn', 'platform']
	},
	ui: {
		allowed: ['contract', 'decide'],
		types: ['turn', 'memory', 'engine', 'platform', 'learn', 'govern']
	},
	routes: { allowed: ['ui', 'app'] },
	widget: { types: ['contract'] },
	'service-worker': { allowed: ['contract'] }
};

const alternatives = (names) => names.join('|');
const rules = [];
for (const [folder, { allowed = [], types = [] }] of Object.entries(FOLDERS)) {
	const own = folder === 'routes' ? [folder] : [folder];
	rules.push({
		name: `${folder}-imports`,
		comment: `src/${folder} may import ${[...allowed, ...types.map((t) => `${t} (types)`)].join(', ') || 'nothing'}`,
		severity: 'error',
		from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
		to: {
			path: '^(src|worker|models|site-index|test)/',
			pathNot: `^src/(${alternatives([...own, ...allowed, ...types])})(/|\\.ts$)`
		}
	});
	if (types.length > 0)
		rules.push({
			name: `${folder}-imports-types-only`,
			comment: `src/${folder} imports ${types.join(', ')} by \`import type\` alone`,
			severity: 'error',
			from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
			to: { path: `^src/(${alternatives(types)})/`, dependencyTypesNot: ['type-only'] }
		});
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...rules,
		{
			name: 'worker-imports',
			comment: 'worker may import contract and decide',
			severity: 'error',
			from: { path: '^worker/', pathNot: '(\\.test\\.ts$|^worker/llama/embed-thread\\.ts$)' },
			to: { path: '^(src|models|test)/', pathNot: '^src/(contract|decide)/' }
		},
		{
			name: 'worker-embedder',
			comment:
				'the native profile embeds by the same code as the browser, and takes nothing else of src/engine',
			severity: 'error',
			from: { path: '^worker/llama/embed-thread\\.ts$' },
			to: {
				path: '^(src|models|test)/',
				pathNot: '^src/(contract/|engine/transformers\\.ts$)'
			}
		},
		{
			name: 'worker-llama',
			comment:
				'node-llama-cpp is for the provider and its folder, and those for the native profile on Node',
			severity: 'error',
			from: {
				path: '^worker/',
				pathNot: '^worker/(llama/|providers/llama\\.ts$|native\\.mjs$)'
			},
			to: {
				path: '(^worker/(llama/|providers/llama\\.ts$)|^node-llama-cpp|node_modules/node-llama-cpp/)'
			}
		},
		{
			name: 'worker-no-node',
			comment: 'the Cloudflare Worker holds no node:*; the launcher and the Node entry may',
			severity: 'error',
			from: {
				path: '^worker/',
				pathNot:
					'(^worker/(ledger/)?node[./]|^worker/[^/]*\\.mjs$|^worker/llama/|^worker/providers/llama\\.ts|\\.test\\.ts$)'
			},
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'models-imports',
			severity: 'error',
			from: { path: '^models/', pathNot: '\\.test\\.ts$' },
			to: {
				path: '^(src|worker|test)/',
				pathNot: '^src/(contract|decide|context|learn|turn|engine)/'
			}
		},
		{
			name: 'site-index-imports',
			comment:
				'indexing a site takes the contract, the search it is evaluated by, and the embedder in Node',
			severity: 'error',
			from: { path: '^site-index/' },
			to: {
				path: '^(src|worker|models|test)/',
				pathNot: '^(src/(contract|decide)/|models/embedder/node-embedder\\.ts$)'
			}
		},
		{
			name: 'nothing-imports-site-index',
			severity: 'error',
			from: { path: '^(src|worker|models)/' },
			to: { path: '^site-index/' }
		},
		{
			name: 'product-imports-no-tests',
			severity: 'error',
			from: { path: '^(src|worker|models|site-index)/', pathNot: '\\.test\\.ts$' },
			to: { path: '^test/' }
		},
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-unresolved',
			severity: 'error',
			from: { path: '^(src|worker|models|site-index)/' },
			to: {
				couldNotResolve: true,
				// `$app` and the like are Kit's; the two files are named by an exports map, which a query hides.
				pathNot: '^(\\$|onnxruntime-web/ort-wasm-simd-threaded\\.(mjs|wasm)\\?url$)'
			}
		}
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(\\.svelte-kit|build|node_modules)/' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.svelte', '.js', '.mjs'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'types', 'default']
		}
	}
};
