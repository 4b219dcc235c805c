/** An address as it may be shown: without the user name and the password in it. */
export function withoutUser(address: string): string {
  return address.replace(/\/\/[^/]*@/, '//');
}

/** Such an address cannot be asked, and whatever refuses it says all of it. */
export function assertNoUser(address: string): void {
  if (address === withoutUser(address)) return;
  throw new Error('its address may hold no user name and no password: take what stands before the @ out of it');
}
