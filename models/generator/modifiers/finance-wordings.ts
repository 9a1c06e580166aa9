// How interest, tax, discounts and changes are asked. Data only: `{c}` is an amount of `{m}`, `{p}` a rate
// in percent, `{t}` years, `{a}` and `{b}` values before and after, `{i}` a thing, `{n}` a name.

import { askedThenTold, toldThenAsked } from './wordings.ts';

// prettier-ignore
const INTEREST_TOLD = ['{n} puts {c} {m} in the bank at {p}% for {t} years.', 'I lend {c} {m} for {t} years at {p}% a year.', 'A loan of {c} {m} runs {t} years at {p}%.', '{c} {m} lie in an account for {t} years; the rate is {p}%.', 'The capital is {c} {m}, the rate {p}%, the time {t} years.', 'A bond of {c} {m} pays {p} percent a year for {t} years.'];
// prettier-ignore
export const INTEREST = [
  'How much interest do {c} {m} earn in {t} years at {p}%?', '{n} puts {c} {m} in the bank at {p}% for {t} years. How much interest is that?', 'simple interest on {c} {m}, {p}%, {t} years', 'What is the interest on {c} {m} at {p} percent over {t} years?', '{c} {m} at {p}% for {t} years: interest?', 'I lend {c} {m} at {p}% a year. What interest do I get after {t} years?', 'Interest for {t} years on a loan of {c} {m} at {p}%?', 'Calculate the simple interest of {c} {m} at {p}% in {t} years.', 'A bond of {c} {m} pays {p}% a year. How much in {t} years?', 'How much does a deposit of {c} {m} bring in {t} years at {p}%?',
  'In {t} years at {p}%, what interest do {c} {m} bring?', 'At {p}% a year, how much interest is it on {c} {m} after {t} years?', 'What do I earn on {c} {m} in {t} years at {p} percent simple interest?', 'find the simple interest: {c} {m}, {p}%, {t} years', 'interest = ? capital {c} {m}, rate {p}%, {t} years', 'If I save {c} {m} for {t} years at {p}%, what interest do I get?', 'What interest must {n} pay on {c} {m} in {t} years at {p}%?', 'how much interest, {c} {m}, {t} years, {p}%', 'The bank gives {p}%. What do {c} {m} earn in {t} years?', 'For {t} years I borrow {c} {m} at {p}%. What interest do I owe?', 'Work out {t} years of interest on {c} {m} at {p}%.', 'What comes to {c} {m} as interest in {t} years with {p}%?', 'My savings are {c} {m} at {p}%. How much interest in {t} years?', 'Tell me the interest after {t} years: {c} {m} at {p}%.',
  ...toldThenAsked(INTEREST_TOLD, ['How much interest is that?', 'What is the interest?', 'What simple interest does that make?', 'Interest?']),
  ...askedThenTold(['How much interest is it?', 'I need the simple interest.'], INTEREST_TOLD),
];

// prettier-ignore
const NET_TOLD = ['A {i} costs {c} {m} net, the VAT is {p}%.', 'The net price is {c} {m} and the tax rate {p}%.', 'The bill is {c} {m} before {p}% tax.', '{n} sells a {i} for {c} {m} plus {p}% VAT.', 'Net {c} {m}, VAT {p}%.', 'On {c} {m} comes a tax of {p}%.'];
/** The price with the tax, and the tax alone. */
// prettier-ignore
export const TAX = {
  plus: [
    'A {i} costs {c} {m} plus {p}% VAT. What is the price with tax?', 'What is {c} {m} with {p}% VAT?', 'price {c} {m} net, VAT {p}%, gross?', 'Add {p}% VAT to {c} {m}.', 'How much do I pay for {c} {m} net at {p}% tax?', '{c} {m} plus {p}% tax?', 'The net price is {c} {m}. With {p}% VAT that makes?', 'gross price of {c} {m} at {p}% VAT', 'An invoice over {c} {m} before {p}% VAT: what is the total?',
    'What is the gross price of {c} {m} net with {p}% VAT?', 'Put {p}% tax on {c} {m}.', '{c} {m} + {p}% VAT = ?', 'With {p}% VAT, what do {c} {m} become?', 'How much is a {i} of {c} {m} net with {p}% VAT on top?', 'price with tax: {c} {m} net, {p}%', 'Net {c} {m}, rate {p}%: what is to be paid?', 'Tell me the total for {c} {m} and {p}% VAT.', 'If {p}% tax is added to {c} {m}, what is the price?', 'I charge {c} {m} plus {p}% VAT. What does the customer pay?', 'including {p}% VAT, how much are {c} {m}?', 'Turn {c} {m} net into gross at {p}%.',
    ...toldThenAsked(NET_TOLD, ['What is the gross price?', 'What is the total with tax?', 'How much is to be paid in all?', 'Gross?']),
    ...askedThenTold(['What is the price with tax?', 'I need the gross price.'], NET_TOLD),
  ],
  only: [
    'How much VAT is on {c} {m} at {p}%?', 'What is the VAT of {p}% on {c} {m}?', 'VAT on {c} {m}, {p}%?', 'Calculate {p}% VAT of {c} {m}.', 'A {i} costs {c} {m} net. How much is the tax at {p}%?', 'tax of {p}% on {c} {m}, how much?', 'Which amount of VAT belongs to {c} {m} at {p}%?', 'At {p}%, what is the tax for {c} {m}?',
    'How much tax is due on {c} {m} at {p}%?', 'Only the VAT: {c} {m}, {p}%', 'What tax does the state get from {c} {m} net at {p}%?', 'Tax amount for {c} {m} with a rate of {p}%?', 'The rate is {p}%, the price {c} {m} net. How much is the VAT alone?', 'find the VAT on {c} {m} at {p} percent', 'how many {m} of tax are on {c} {m} at {p}%', 'VAT = ? net {c} {m}, {p}%', 'Tell me just the tax on {c} {m}, {p}%.', 'I pay {p}% tax on {c} {m}. How much tax is that?', 'With {p}% VAT on {c} {m}, how large is the tax?', 'Work out the tax part: {p}% on {c} {m} net.',
    ...toldThenAsked(NET_TOLD, ['How much is the tax?', 'What is the VAT alone?', 'How much tax is that?', 'VAT amount?']),
    ...askedThenTold(['How much tax is it?', 'I need only the tax.'], NET_TOLD),
  ],
};
// prettier-ignore
const SALE_TOLD = ['A {i} costs {c} {m} and is reduced by {p}%.', 'The {i} was {c} {m}, now there is {p}% off.', 'I have a voucher of {p}% for a {i} of {c} {m}.', 'In the sale a {i} of {c} {m} is {p}% cheaper.', '{n} gets {p}% off a price of {c} {m}.', 'Price {c} {m}, discount {p}%.'];
// prettier-ignore
export const DISCOUNT = [
  'A {i} costs {c} {m} and is reduced by {p}%. What does it cost now?', '{p}% off {c} {m}: new price?', 'What is {c} {m} with a discount of {p}%?', 'price {c} {m}, discount {p}%, to pay?', 'I get {p}% off a {i} of {c} {m}. What do I pay?', 'Take {p}% off {c} {m}.', 'The {i} was {c} {m}, now {p}% less. How much is it?', 'How much is a {i} of {c} {m} at {p}% off?', 'In the sale everything is {p}% cheaper. What is the price of a {i} of {c} {m}?',
  'What do I pay for {c} {m} with {p}% discount?', '{c} {m} minus {p}% = ?', 'Reduce {c} {m} by {p}%.', 'With {p}% off, what are {c} {m}?', 'sale price of a {i}: {c} {m}, {p}% off', 'new price = ? old {c} {m}, minus {p}%', 'If {p}% is taken off {c} {m}, what is left to pay?', 'How much do I pay when a {i} of {c} {m} is {p}% cheaper?', 'Give {p}% discount on {c} {m} and tell me the price.', 'The shop lowers {c} {m} by {p}%. What is the new price?', '{c} {m}, {p}% rebate, how much to pay', 'Before the sale a {i} was {c} {m}. What is it with {p}% off?', 'Tell me the price of a {i} of {c} {m} after {p}% off.', 'After a discount of {p}%, what does a {i} for {c} {m} cost?', 'what is {p}% less than {c} {m}?',
  ...toldThenAsked(SALE_TOLD, ['What is the new price?', 'How much is to be paid?', 'What does it cost now?', 'New price?']),
  ...askedThenTold(['What is to be paid?', 'I want to know the new price.'], SALE_TOLD),
];

// prettier-ignore
const CHANGE_TOLD = ['A share moves from {a} to {b} {m}.', 'The price was {a} {m} and is now {b}.', 'Last year it was {a}, this year it is {b}.', 'My rent changed from {a} to {b} {m}.', 'Before: {a}. After: {b}.', 'Sales were {a} and are now {b}.'];
// prettier-ignore
export const CHANGE = [
  'A share (goes|moves) from {a} to {b} {m}. What is the change in percent?', 'By how many percent does {a} change to become {b}?', 'percentage change from {a} to {b}', 'The price went from {a} to {b} {m}. How many percent is that?', 'from {a} to {b}: percent change?', 'What is the percentage change between {a} and {b}?', 'Sales were {a} and are now {b}. Change in percent?', 'My rent changed from {a} to {b} {m}. By how many percent?', 'How many percent is the step from {a} to {b}?', 'Calculate the percent change from {a} to {b}.',
  'What is the change in percent if {a} becomes {b}?', '{a} -> {b} in percent?', 'old {a}, new {b}, change in %?', 'How much is the change from {a} to {b} in percent?', 'If {a} turns into {b}, by what percentage did it change?', 'Express the change from {a} to {b} in percent.', 'what percentage lies between {a} before and {b} after?', 'find the % change: {a} to {b}', 'I paid {a} {m}, now I pay {b}. Change in percent?', 'percent change, {a} first and {b} then', 'The number of users went from {a} to {b}. How many percent is the change?', 'Work out by which percentage {b} differs from {a}.', 'relative change of {a} to {b} in percent', 'Tell me the percentage by which {a} changed to {b}.', 'change from {a} to {b} in %',
  ...toldThenAsked(CHANGE_TOLD, ['What is the change in percent?', 'By how many percent did it change?', 'How many percent is that?', 'Percent?']),
  ...askedThenTold(['What is the change in percent?', 'I need the percentage.'], CHANGE_TOLD),
];

// prettier-ignore
export const BEYOND = [
  'What is the share price of {o} today?', 'Should I buy {o}?', 'How much is {c} {m} after {t} years of compound interest at {p}%?', 'What is the present value of {c} {m} in {t} years at {p}%?', 'What rate do I pay on a mortgage of {c} {m}?', 'How high is the inflation this year?', 'Is {o} a good investment?', 'How much tax do I owe on {c} {m} of income?', 'What will {o} be worth in {t} years?', 'What is the exchange rate of the dollar?', 'How much pension will I get?', 'What was the profit of {o} last year?', 'Which bank pays the best interest?', 'What is the net worth of {o}?', 'What monthly rate pays off {c} {m} in {t} years?',
  'How much is {o} right now?', 'Can I afford a flat for {c} {m}?', 'When should I sell {o}?', 'Who owns most of {o}?', 'How do I save {c} {m} in {t} years?', 'What is my balance?', 'Did {o} rise today?', 'How much dividend does {o} pay?', 'In how many years do {c} {m} double at {p}% compound interest?', 'Which stocks will rise next week?', 'What does my insurance cover?', 'Can I deduct {c} {m} for my office?', 'How much is {c} {m} in yen today?', 'Why did {o} fall?', 'What is the central bank rate?', 'Is it better to rent or to buy for {c} {m}?', 'What credit score do I need for {c} {m}?', 'How much did I spend last month?', 'What were {c} {m} worth in 1950?', 'How risky is {o}?', 'What is the yield of {o} over {t} years?', 'Transfer {c} {m} to my savings.', 'Open an account for me.', 'How much rent should I ask for?', 'Which tax class am I in?', 'What fee does the bank take for {c} {m}?', 'Tell me the best fund.', 'Will interest rates rise?', 'Explain the balance sheet of {o}.', 'How do I short {o}?', 'What is the volatility of {o}?', 'What salary is fair for me?', 'How do I get out of {c} {m} of debt?',
];
