/** Given names of many origins, a prime number of them, written without diacritics: models drop those. */
export const GIVEN_NAMES: readonly string[] = (
  'Ada Amina Anselm Aroha Aylin Bashir Beatriz Bram Camila Chidi Chiara Cormac Dalia Darius Dilnaz ' +
  'Dmitri Edith Eero Efua Elif Emeka Eskil Farah Fatou Felipe Freya Gita Goran Gudrun Halima Haruki ' +
  'Helena Hiroko Ibrahim Ilse Imani Ingrid Ishaan Itzel Ivo Jamila Janek Jovana Juma Kaito Kamala Karim ' +
  'Kavya Keala Kofi Kwame Lakshmi Lars Leilani Linh Lucia Magnus Malik Marisol Mateo Mehmet Mei Mila ' +
  'Minh Miriam Nadia Nasrin Niamh Nkechi Noor Odalys Olena Omar Oriol Paloma Paavo Pilar Priya Quentin ' +
  'Rafael Rania Ravi Rosalind Ruben Saburo Salma Samuel Sefa Senait Shirin Sigrid Siosaia Soledad ' +
  'Stellan Suda Tadeusz Taini Tariq Tenzin Thandi Tomas Tui Ulrike Valentin Vesna Wangari Wei Xiomara ' +
  'Yara Yonatan Yusuf Zainab Zofia'
).split(' ');

/** Family names of many origins; a prime number, and more than there are given names. */
export const FAMILY_NAMES: readonly string[] = (
  'Abara Achterberg Adebayo Aguilar Akhtar Alvarez Amundsen Anand Aoki Arslan Asante Bakker Banerjee ' +
  'Barzani Bekele Bergqvist Blackwood Boateng Borges Brankovic Byrne Calloway Castellanos Chaudhry Chen ' +
  'Cisneros Contreras Dahl Darwish Delgado Desta Diallo Dobrev Duarte Ekstrom Eriksdotter Faleolo ' +
  'Farahani Fernando Fitzgerald Fonseca Fukuda Galvez Ganbold Gebre Ghali Grabowski Guerrero Haddad ' +
  'Halvorsen Hashimi Hernandez Hoang Horvat Iqbal Ishikawa Ivanenko Jankowski Jovanovic Kaplan Karimov ' +
  'Kealoha Keita Khoury Kimathi Kovalenko Kruger Kumalo Laurent Lindholm Lopes Mahlangu Makoni Malhotra ' +
  'Mancini Marchetti Mbeki Mendoza Moana Moreau Mukherjee Nakamura Ndiaye Nguyen Nwosu Obando Odhiambo ' +
  'Okafor Olsen Ospina Papadakis Park Patel Petrovic Pham Quispe Rahman Ramaswamy Reyes Rosenfeld Saito ' +
  'Salazar Sandoval Sato Shevchenko Sithole Soares Steinberg Suleiman Svoboda Takahashi Tamm Tanaka ' +
  'Tesfaye Toivonen Tran Tupou Vasquez Velde Virtanen Wanjiru Weiss Whitaker Yamamoto Yilmaz Zamani ' +
  'Zielinski'
).split(' ');
