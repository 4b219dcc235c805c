export {
  BuiltInPrices,
  isSamePrice,
  openPrices,
  Price,
  PriceFile,
  priceTable,
  type PriceTable,
} from './price-table.js';
