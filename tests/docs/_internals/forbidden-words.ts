/** What no file of the project may say, and why. The one place where it stands; this file is not looked at. */
export const FORBIDDEN: readonly { readonly pattern: RegExp; readonly why: string; readonly example: string }[] = [
  { pattern: /(?<![\w.])\/work(?![\w-])/, why: 'a folder of somebody’s machine', example: 'cd /work/main' },
  { pattern: /(?<![\w.])\/root(?![\w-])/, why: 'a folder of somebody’s machine', example: '/root/.cache' },
  { pattern: /\.\.\/shared(?![\w-])/, why: 'a folder outside the project', example: 'see ../shared/design.md' },
  { pattern: /\bregistry\.(?:npmjs|yarnpkg)\b/i, why: 'a package registry', example: 'https://registry.npmjs.org/zod' },
  { pattern: /\bnpmmirror\b/i, why: 'a package registry', example: 'registry.npmmirror.com' },
  {
    pattern: /\bpypi\.(?:org|python)\b|\bpythonhosted\b/i,
    why: 'a package registry',
    example: 'https://pypi.org/simple',
  },
  { pattern: /\bTODO-MEASURE\b/, why: 'a number that is not measured', example: 'takes TODO-MEASURE s' },
];
